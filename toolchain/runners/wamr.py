"""Runs a WASI program with the packages wamr-bin and wamrc-bin: compiled ahead once, kept by the file's digest. Without optimisations (-O0):
with them wamrc 3.0.0.dev5 makes code that computes wrong (int.from_bytes(b"\\xa9\\xfe\\0\\0", "big") has bits above 32).
usage: wamr.py --cache FOLDER [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]..."""
import hashlib
import os
import pathlib
import subprocess
import sys

from options import options

given = options(__doc__)
cache = given.cache or pathlib.Path(".")
wasm = pathlib.Path(given.words[0])
programs = pathlib.Path(sys.executable).parent
compiled = cache / f"{hashlib.sha256(wasm.read_bytes()).hexdigest()}-O0.cwasm"
if not compiled.exists():
    cache.mkdir(parents=True, exist_ok=True)
    unfinished = cache / f"{os.getpid()}.unfinished"
    made = subprocess.run([programs / "wamrc", "compile", "-O0", wasm, "-o", unfinished], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if made.returncode != 0:
        sys.exit(f"wamrc: {made.stdout.decode(errors='replace')}")
    unfinished.rename(compiled)
words = [str(programs / "wamr"), "run"]
for host, guest in given.folders:
    words += ["--map-dir", f"{host}::{guest}"]
for name, value in given.env.items():
    words += ["--env", f"{name}={value}"]
os.execv(words[0], [*words, str(compiled), *given.words[1:]])
