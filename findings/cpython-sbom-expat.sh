#!/bin/sh
# CPython's own bill of materials names expat 2.6.3; its checksums are those of expat 2.7.1.
#
# Packages: Debian 13's source package python3.13, upstream version 3.13.5 (the .orig archive,
#           23 MB; Debian's changes are not loaded).
# Needs:    Debian's apt-get with package lists (apt-get update) and its archive keyring, xz,
#           python3. The system's own apt configuration is left alone.
# Expected: Misc/sbom.spdx.json states the version of each bundled library that lies in
#           Modules/. It is generated, and a check in CPython's CI fails when it is out of date.
# Seen:     versionInfo, download location, archive checksum and CPE say 2.6.3. The code is
#           2.7.1, and the SHA-256 of every expat file in the same document is that of 2.7.1:
#           whoever verifies the files against the document finds that all is well.
# Why:      a scanner takes the CPE and reports what 2.7.0 and 2.7.1 have mended, or misses
#           what came later. Versions of bundled code must be read from the code.
# Source:   python/cpython issue 139330: the generator compared a wrong name, so the version was
#           never checked. Right again in 3.13.15; Debian 13 stays at 3.13.5.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
mkdir -p sources lists/partial cache/archives/partial && : >status
mirror=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    sed -n 's/^Debian //p' | head -1)
printf 'Types: deb-src\nURIs: %s\nSuites: trixie\nComponents: main\nSigned-By: %s\n' "$mirror" \
    /usr/share/keyrings/debian-archive-keyring.gpg >sources/trixie.sources
apt() {
    apt-get -q -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$dir/sources" \
        -o Dir::Etc::preferencesparts=/dev/null -o "Dir::State::lists=$dir/lists" \
        -o "Dir::State::status=$dir/status" -o "Dir::Cache=$dir/cache" \
        -o Acquire::Languages=none -o APT::Sandbox::User= "$@"
}
{ [ -n "$mirror" ] && apt -o APT::Update::Error-Mode=any update &&
    apt source --download-only --tar-only python3.13 &&
    tar xJf python3.13_3.13.5.orig.tar.xz; } >apt.log 2>&1 ||
    { cat apt.log >&2; echo "the source package cannot be had" >&2; exit 2; }
cd Python-3.13.5
python3 - <<'EOF'
import hashlib
import json
import pathlib
import re
import sys

document = json.loads(pathlib.Path("Misc/sbom.spdx.json").read_text())
stated = next(p for p in document["packages"] if p["name"] == "expat")
header = pathlib.Path("Modules/expat/expat.h").read_text()
code = ".".join(re.search(rf"#define XML_{part}_VERSION (\d+)", header)[1]
                for part in ("MAJOR", "MINOR", "MICRO"))
print("the document says:", stated["versionInfo"], stated["externalRefs"][0]["referenceLocator"])
print("expat.h says:     ", code)
same = other = 0
for file in document["files"]:
    if file["fileName"].startswith("Modules/expat/"):
        digest = hashlib.sha256(pathlib.Path(file["fileName"]).read_bytes()).hexdigest()
        same += digest in [c["checksumValue"] for c in file["checksums"]]
        other += digest not in [c["checksumValue"] for c in file["checksums"]]
print(f"checksums of expat's files in the document: {same} agree with the code, {other} do not")
if (stated["versionInfo"], code) != ("2.6.3", "2.7.1") or other or not same:
    sys.exit("the behaviour has changed")
EOF
