#!/usr/bin/env python3
"""Builds again, from nothing, in another folder with another cache, time zone, locale, umask, home, user name and
number of jobs, and where disorderfs can be had with folders that list their files in another order; then compares
every file that the two builds made, step by step.

usage: reproducible.py PYLONCTL PROJECT [--all]        (the variants must be built)

Without --all: lean before wasm-opt, with the native build-python, the sizes after compression and the size of the
archive of the first build, of files that are compared themselves. That leaves out NumPy, wasm-opt and brotli, the longest
steps.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from project_copy import copy_project

OTHER = {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "LOGNAME": "somebody", "USER": "somebody",
         "CCACHE_DISABLE": "1", "CFLAGS": "-O3 -DWRONG", "PYTHONHASHSEED": "123", "SOURCE_DATE_EPOCH": "1700000000"}
# Native tools, of which no byte reaches an artifact: what they print of where they lie may differ.
NATIVE = ("build-python", "binaryen", "sdk", "meson-cross")
# Notes of a step that name the folders it worked in, for later steps; no byte of them reaches an artifact.
NOTES = ("cpython/setup/Makefile", "cpython/setup/Makefile.pre", "cpython/sysconfig/build-details.json",
         "config-lean/config.c", "config-fat/config.c", "link-lean/pylon.map", "link-fat/pylon.map")
KEPT = "kernel_cache,entry_timeout=3600,negative_timeout=3600,attr_timeout=3600"


class Build:
    def __init__(self, pylonctl, root, cache, environment):
        self.pylonctl, self.root, self.cache = pylonctl, root, cache
        self.environment = {**os.environ, **environment, "XDG_CACHE_HOME": str(cache)}

    def run(self, *arguments):
        return subprocess.run([self.pylonctl, "--project", str(self.root), "build", *arguments], env=self.environment,
                              check=True, stdout=subprocess.PIPE, text=True).stdout

    def steps(self, *variants):
        plan = json.loads(self.run(*variants, "--plan", "--format", "json"))
        return {step["name"]: pathlib.Path(step["out"]) for step in plan["steps"]}


def lay_out(project, root, plain):
    copy_project(project, root)
    if plain:
        lean = root / "variants/lean.json"
        lean.write_text(json.dumps(json.loads(lean.read_text()) | {"wasm_opt": []}))


def files(folder):
    """Path -> content, of what a step is for: not its notes for pylonctl."""
    return {str(path.relative_to(folder)): os.readlink(path).encode() if path.is_symlink() else path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if (path.is_symlink() or path.is_file()) and path.name not in (".done", ".content") and path.suffix != ".pyc"}


def differences(one, other):
    first, second = files(one), files(other)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def shuffled(folder):
    """The folder seen through disorderfs, when it can be mounted; else itself. Nobody changes what is behind it, so the
    kernel may keep names, attributes and contents: a compiler looks for each header in many folders. What a folder lists
    is never kept, and so comes in another order each time."""
    folder.mkdir()
    real = folder.with_name("real")
    real.mkdir()
    if shutil.which("disorderfs") and subprocess.run(
            ["disorderfs", "--shuffle-dirents=yes", "--quiet", "-o", KEPT, str(real), str(folder)]).returncode == 0:
        print("folders list their files in random order (disorderfs)")
        return True
    print("disorderfs cannot be had here: folders list their files as they do")
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pylonctl")
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("--all", action="store_true")
    setting = parser.parse_args()
    pylonctl, project = str(pathlib.Path(setting.pylonctl).resolve()), setting.project.resolve()
    variants = ["lean", "fat"] if setting.all else ["lean"]
    common = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="pylon-again.") as scratch:
        here, there = pathlib.Path(scratch) / "one", pathlib.Path(scratch) / "a-folder-with-a-much-longer-name"
        mounted = shuffled(there)
        try:
            lay_out(project, here / "project", not setting.all)
            lay_out(project, there / "project", not setting.all)
            first = Build(pylonctl, here / "project", common, {})
            os.umask(0o077)
            second = Build(pylonctl, there / "project", there / "cache", {**OTHER, "HOME": str(there)})
            (there / "cache/pylon").mkdir(parents=True)
            for part in ("downloads", "apt"):
                if (common / "pylon" / part).exists():
                    (there / "cache/pylon" / part).symlink_to(common / "pylon" / part)
            first.run(*variants)
            for name in () if setting.all else ("build-python", "binaryen", "sizes-lean", "archive-lean"):
                made, place = first.steps(*variants)[name], second.steps(*variants)[name]
                shutil.copytree(made, place, symlinks=True)
            second.run(*variants, "--jobs", "3")
            places = second.steps(*variants)
            for name, folder in first.steps(*variants).items():
                if name.startswith(("source-", "attribute-", "check-", *NATIVE)):
                    continue
                found = [file for file in differences(folder, places[name]) if f"{name}/{file}" not in NOTES]
                wrong += bool(found)
                print(f"{'DIFFERS' if found else 'same':8} {name}" + "".join(f"\n         {file}" for file in found[:10]))
            for variant in variants:
                found = differences(here / "project/artifacts" / variant, there / "project/artifacts" / variant)
                wrong += bool(found)
                print(f"{'DIFFERS' if found else 'same':8} artifacts/{variant}" + "".join(f"\n         {file}" for file in found[:10]))
        finally:
            if mounted:
                subprocess.run(["fusermount", "-u", str(there)], check=False)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
