#!/usr/bin/env python3
"""A .py in lib/ that is corrected after the build counts where the variant says "pyc": "checked-hash", and not otherwise.

usage: corrected_source.py PYLONCTL PROJECT

In a copy of the project, with the shared store: lean at level dev as it is, then with the setting; each time a module of the standard
library and one of nanoarrow are changed in lib/ and imported.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from project_copy import copy_project

CHANGED = ["python3.13/colorsys.py", "python3.13/site-packages/nanoarrow/visitor.py"]
PROGRAM = "import colorsys, nanoarrow.visitor as v; print(getattr(colorsys, 'corrected', 0), getattr(v, 'corrected', 0))"


def imported(root, pylonctl):
    """What a program sees of the two modules after both were changed."""
    subprocess.run([pylonctl, "build", "lean", "--level", "dev"], cwd=root, check=True, stdout=sys.stderr)
    artifact = root / "artifacts/lean-dev"
    for path in CHANGED:
        with (artifact / "lib" / path).open("a") as source:
            source.write("\ncorrected = 1\n")
    # The module runs once: what is compiled quickly is good enough.
    wasmtime = [root / "build/venv/bin/wasmtime", "run", "-C", "compiler=winch", "--dir", f"{artifact / 'lib'}::/lib", artifact / "pylon.wasm"]
    return subprocess.check_output([*wasmtime, "-c", PROGRAM], text=True).strip()


def main(pylonctl, project):
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch) / "project"
        root.mkdir()
        copy_project(pathlib.Path(project), root)
        assert imported(root, pylonctl) == "0 0"
        variant = root / "variants/lean.json"
        variant.write_text(json.dumps({**json.loads(variant.read_text()), "pyc": "checked-hash"}, indent=2) + "\n")
        assert imported(root, pylonctl) == "1 1"
    print("a corrected source counts where the variant asks for it")


main(*sys.argv[1:])
