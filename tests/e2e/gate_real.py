#!/usr/bin/env python3
"""The gate on real builds: what it must let pass, and what it must stop.

usage: gate_real.py PYLONCTL PROJECT [--optimized]

In a copy of the project, with the shared store: lean as it is passes against its own baseline; 100 kB of data more
in nanoarrow._utils fail and are named; recorded with a reason they pass; one NumPy module linked into lean fails as
forbidden. Without --optimized wasm-opt is left out, and the library lies beside the file: three files of half the size
to compress, which takes minutes off and changes nothing of the above.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from project_copy import copy_project

BALLAST = '''Reason: a test adds 100 kB of data to a module.
Remove when: never committed; made by tests/e2e/gate_real.py.

--- a/src/nanoarrow/_utils.pyx
+++ b/src/nanoarrow/_utils.pyx
@@ -17,6 +17,14 @@
 
 # cython: language_level = 3
 
+cdef extern from *:
+    """
+    #define PYLON_TEN "0123456789"
+    #define PYLON_100 PYLON_TEN PYLON_TEN PYLON_TEN PYLON_TEN PYLON_TEN PYLON_TEN PYLON_TEN PYLON_TEN PYLON_TEN PYLON_TEN
+    #define PYLON_1000 PYLON_100 PYLON_100 PYLON_100 PYLON_100 PYLON_100 PYLON_100 PYLON_100 PYLON_100 PYLON_100 PYLON_100
+    #define PYLON_10000 PYLON_1000 PYLON_1000 PYLON_1000 PYLON_1000 PYLON_1000 PYLON_1000 PYLON_1000 PYLON_1000 PYLON_1000 PYLON_1000
+    __attribute__((used)) static const char pylon_ballast[] = PYLON_10000 PYLON_10000 PYLON_10000 PYLON_10000 PYLON_10000 PYLON_10000 PYLON_10000 PYLON_10000 PYLON_10000 PYLON_10000;
+    """
 from libc.stdint cimport uint8_t, int64_t
 from libc.string cimport memcpy
 from cpython.pycapsule cimport PyCapsule_New, PyCapsule_GetPointer, PyCapsule_IsValid
'''
MODULE = "numpy.fft._pocketfft_umath"


class Copy:
    """A copy of the project in a folder of its own, under git, as a baseline needs it."""

    def __init__(self, pylonctl, project, root):
        self.pylonctl, self.root = pylonctl, root
        copy_project(project, root)
        (root / ".gitignore").write_text("build/\nartifacts/*/*\n!artifacts/*/baseline.json\n")
        self.git("init", "-q")

    def git(self, *arguments):
        identity = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], cwd=self.root, check=True)

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-qm", "state")

    def run(self, *arguments, expect=0):
        print("+ pylonctl", *arguments, flush=True)
        outcome = subprocess.run([self.pylonctl, *arguments], cwd=self.root, stdout=subprocess.PIPE, text=True)
        assert outcome.returncode == expect, f"exit code {outcome.returncode}, not {expect}:\n{outcome.stdout}"
        return outcome.stdout

    def edit(self, file, change):
        document = json.loads((self.root / file).read_text())
        change(document)
        (self.root / file).write_text(json.dumps(document, indent=2) + "\n")

    def failures(self):
        """(rule, subject) of everything that fails."""
        judged = json.loads(self.run("gate", "lean", "--format", "json", expect=1))
        return {(rule["rule"], failure["subject"]) for variant in judged["variants"] for rule in variant["rules"]
                for failure in rule.get("failures", [])}


def made_quickly(lean):
    lean.update(wasm_opt=[], library={"where": "folder"}, snapshot=False, budgets={"raw": 20_000_000})
    # The linker leaves room in the table's number of call_indirect, which only reference types allow.
    lean["gate"]["features"] = ["bulk-memory", "nontrapping-fptoint", "sign-ext", "reference-types"]


def lean_passes(copy):
    copy.run("build", "lean")
    manifest = copy.root / "artifacts/lean/manifest.json"
    attribution = json.loads(manifest.read_text())["attribution"]
    assert attribution["quality"] == "exact" and attribution["check"]["unexplained"] == 0, attribution["check"]
    failures = copy.failures()
    assert failures == {("baseline", "artifacts/lean/baseline.json")}, failures
    copy.run("baseline", "lean", "--reason", "the first one")
    copy.commit()
    assert copy.run("gate", "lean", "--format", "json") == copy.run("gate", "lean", "--format", "json")


def growth_is_named(copy):
    patch = copy.root / "toolchain/patches/nanoarrow-0.9.0/99-ballast.patch"
    patch.parent.mkdir(exist_ok=True)
    patch.write_text(BALLAST)
    copy.run("build", "lean")
    failures = copy.failures()
    assert ("growth-module", "nanoarrow._utils") in failures, failures
    assert {subject for rule, subject in failures if rule == "growth-module"} == {"nanoarrow._utils"}, failures
    copy.commit()
    copy.run("baseline", "lean", "--reason", "", expect=2)
    copy.run("baseline", "lean", "--reason", "nanoarrow carries a table")
    copy.run("gate", "lean")
    history = json.loads((copy.root / "artifacts/lean/baseline.json").read_text())["history"]
    assert [entry["reason"] for entry in history] == ["nanoarrow carries a table", "the first one"], history
    patch.unlink()


def numpy_is_forbidden(copy):
    catalogue = json.loads((copy.root / "Modules/catalog.json").read_text())

    def link_one(lean):
        lean["packages"].append("numpy")
        others = [name for name in catalogue["packages"]["numpy"]["modules"] if name != MODULE]
        lean["drop"] = {name: "a test wants one module only" for name in others}

    copy.edit("variants/lean.json", link_one)
    copy.run("setup", "lean")
    copy.commit()
    copy.run("build", "lean")
    failures = copy.failures()
    assert ("forbidden-module", MODULE) in failures, failures


def main():
    pylonctl, project = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(pylonctl, project, pathlib.Path(folder))
        if "--optimized" not in sys.argv:
            copy.edit("variants/lean.json", made_quickly)
        copy.commit()
        lean_passes(copy)
        growth_is_named(copy)
        numpy_is_forbidden(copy)
    print("the gate lets pass what it should, and stops what it should")


if __name__ == "__main__":
    main()
