#!/usr/bin/env python3
"""Builds one of the probes of Modules/ as a shared object for this machine's Python and runs a script of this folder
with it.

usage: probe_native.py PROJECT PROBE SCRIPT        CC: the compiler (default: cc)
"""
import os
import pathlib
import subprocess
import sys
import sysconfig
import tempfile

project, probe, script = pathlib.Path(sys.argv[1]), *sys.argv[2:]

with tempfile.TemporaryDirectory() as folder:
    shared_object = folder + "/" + probe + sysconfig.get_config_var("EXT_SUFFIX")
    subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-Wall", "-Wextra", "-Werror", "-Wno-cast-function-type", "-O1",
                    "-fPIC", "-shared", "-I" + sysconfig.get_path("include"), project / "Modules" / probe / f"{probe}.c",
                    "-o", shared_object], check=True)
    environment = {**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
    output = subprocess.check_output([sys.executable, project / "tests/landmines" / script], env=environment, text=True)
    assert output.startswith("OK 3."), output
    print(output, end="")
