#!/usr/bin/env python3
"""Streams of clients that are not Python: runs what writes them, into build/arrow-streams/CLIENT/TYPE/SHAPE.arrows.

usage: others.py [PROJECT]     then clients.py and `pylonctl conformance --suite arrow` send them too, as CLIENT/TYPE

Each client's packages are fetched by its own package manager, in the version that its folder names. One whose tools are not on this
machine is left out, by name. arrow-go, arrow-rs and Arrow Java have no folder yet.
"""
import pathlib
import shutil
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
project = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else here.parents[2]
# client -> the tools that it needs, what installs its packages, what writes its streams; both in a copy of its folder.
CLIENTS = {
    "js": (("node", "npm"), ["npm", "install", "--no-audit", "--no-fund", "--silent"], ["node", "streams.mjs"]),
}
for client, (tools, install, write) in CLIENTS.items():
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        print(f"{client}: left out, {' and '.join(missing)} not found")
        continue
    work, out = project / "build/arrow-clients" / client, project / "build/arrow-streams" / client
    shutil.copytree(here / client, work, dirs_exist_ok=True)
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run(install, cwd=work, check=True, timeout=600)
    subprocess.run([*write, str(out)], cwd=work, check=True, timeout=600)
    print(f"{client}: {len(list(out.rglob('*.arrows')))} streams")
