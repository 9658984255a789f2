#!/usr/bin/env python3
"""Links one of the probes of Modules/ into a copy of lean, before wasm-opt, and runs a script of this folder in it.

usage: probe_wasm.py PYLONCTL PROJECT WASMTIME PROBE SCRIPT        (lean must be built)
"""
import json
import pathlib
import subprocess
import sys
import tempfile

pylonctl, project, wasmtime, probe, script = sys.argv[1], pathlib.Path(sys.argv[2]), *sys.argv[3:]


def step(name):
    """A finished build step of lean: its folder and its commands."""
    plan = json.loads(subprocess.check_output(
        [pylonctl, "--project", project, "build", "lean", "--plan", "--format", "json"]))
    planned = next(step for step in plan["steps"] if step["name"] == name)
    return json.loads((project / f"build/pylon/steps/{name}-{planned['key'][:16]}.json").read_text())


with tempfile.TemporaryDirectory() as folder:
    object_file, wasm = f"{folder}/probe.o", f"{folder}/pylon.wasm"
    # As config.c is compiled, which needs the same headers.
    compile_config = next(command["argv"] for command in step("config-lean")["commands"] if "config.c" in command["argv"])
    source = str(project / "Modules" / probe / f"{probe}.c")
    words = {"config.c": source, "{out}/config.o": object_file}
    subprocess.run([*(words.get(word, word) for word in compile_config), "-DPROBE_IS_BUILT_IN"], check=True)
    link = step("link-lean")["commands"][0]["argv"]
    link = [word.replace("{out}", folder) for word in link]
    subprocess.run([*link, object_file], check=True)
    # What copies out of the library inside traps until it has its segment, an empty one here: lib/ is mounted.
    subprocess.run([pylonctl, "action", "segment", wasm, wasm], check=True)
    # The module runs once: what is compiled quickly is good enough.
    run = [wasmtime, "run", "-C", "compiler=winch", "--dir", f"{project}/artifacts/lean/lib::/lib", "--dir", f"{project}/tests/landmines::/landmines",
           wasm, f"/landmines/{script}"]
    output = subprocess.check_output(run, text=True)
    assert output.startswith("OK 3."), output
    print(output, end="")
