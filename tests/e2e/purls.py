#!/usr/bin/env python3
"""Every package URL of the catalogue and of the manifests, against the reference library: canonical, so that those
who look a package up by it find it.

usage: purls.py PROJECT
"""
import json
import sys
from pathlib import Path

from packageurl import PackageURL

project = Path(sys.argv[1])
purls = {}
for package in json.loads((project / "Modules/catalog.json").read_text())["packages"].values():
    for name, vendor in package.get("vendors", {}).items():
        purls[f"Modules/catalog.json: {name}"] = vendor["purl"]
        purls[f"Modules/catalog.json: {name} with its version"] = f"{vendor['purl']}@{vendor.get('version', '1.0')}"
for manifest in sorted(project.glob("artifacts/*/manifest.json")):
    for component in json.loads(manifest.read_text()).get("components", []):
        purls[f"{manifest.relative_to(project)}: {component['name']}"] = component["purl"]
# The specification encodes a "/" in a qualifier's value, where it separates nothing; the library leaves it.
wrong = [f"{where}: {purl}, canonical: {PackageURL.from_string(purl)}"
         for where, purl in purls.items() if PackageURL.from_string(purl).to_string() != purl.replace("%2F", "/")]
print("\n".join(wrong) or f"{len(purls)} package URLs, all canonical")
sys.exit(1 if wrong or not purls else 0)
