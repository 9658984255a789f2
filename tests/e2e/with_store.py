#!/usr/bin/env python3
"""Runs a command with the folders of a variant's finished build steps in its environment.

usage: with_store.py PYLONCTL PROJECT VARIANT -- COMMAND...

DEP_<STEP> is the output folder of each step (DEP_CPYTHON, DEP_NUMPY …), SRC CPython's unpacked source.
"""
import json
import os
import subprocess
import sys

pylonctl, project, variant, dashes, *command = sys.argv[1:]
assert dashes == "--", __doc__
plan = json.loads(subprocess.check_output(
    [pylonctl, "--project", project, "build", variant, "--plan", "--format", "json"]))
for step in plan["steps"]:
    os.environ["DEP_" + step["name"].upper().replace("-", "_")] = step["out"]
    if step["name"].startswith("source-cpython-"):
        os.environ["SRC"] = step["out"] + "/src"
os.execvp(command[0], command)
