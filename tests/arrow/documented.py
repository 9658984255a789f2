#!/usr/bin/env python3
"""The commands and the program of README.md and docs/ARROW.md, run as they stand there, and what they answer, judged by pyarrow.

usage: documented.py PROJECT [VARIANT]     `wasmtime` is the one of PROJECT's build/venv; VARIANT (lean) is named in the commands
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import pyarrow as pa
import pyarrow.compute as pc

project = pathlib.Path(sys.argv[1]).resolve()
variant = sys.argv[2] if len(sys.argv) > 2 else "lean"
SENT = pa.table({"value": [1.5, None, -2.0, 4.25], "name": ["a", "b", None, "d"]})


def block(document, language, word):
    """The one block of a document in a language that has a word."""
    text = (project / document).read_text("utf-8")
    found = [code for code in re.findall(rf"^```{language}\n(.*?)^```$", text, re.S | re.M) if word in code]
    if len(found) != 1:
        raise SystemExit(f"{document}: {len(found)} blocks of {language} with '{word}' instead of one")
    return found[0].replace("artifacts/lean", f"artifacts/{variant}")


def answered(commands, folder):
    """The table in out.arrows after `commands` ran in a folder where the artifacts and in.arrows are."""
    (folder / "artifacts").symlink_to(project / "artifacts")
    with pa.OSFile(str(folder / "in.arrows"), "wb") as file, pa.ipc.new_stream(file, SENT.schema) as writer:
        writer.write_table(SENT, max_chunksize=3)
    path = f"{project / 'build/venv/bin'}:{os.environ['PATH']}"
    subprocess.run(["sh", "-euc", commands], cwd=folder, env={**os.environ, "PATH": path}, check=True, timeout=240)
    data = (folder / "out.arrows").read_bytes()
    if not data.endswith(b"\xff\xff\xff\xff\0\0\0\0"):
        raise SystemExit("the answer has no end marker")
    return pa.ipc.open_stream(data).read_all()


run_program = (f"wasmtime run --dir artifacts/{variant}/lib::/lib --dir . artifacts/{variant}/pylon.wasm program.py "
               "< in.arrows > out.arrows")
cases = {
    "README.md, two commands": (block("README.md", "sh", "pylon_arrow"), SENT),
    "docs/ARROW.md, two commands": (block("docs/ARROW.md", "sh", "double.py:double"), pa.table({"value": pc.multiply(SENT["value"], 2)})),
    "docs/ARROW.md, a client": (
        f"cat > client.py <<'END'\n{block('docs/ARROW.md', 'python', 'new_stream')}END\n{sys.executable} client.py\n"
        + block("docs/ARROW.md", "sh", "double.py:double"),
        pa.table({"value": [3.0, None, -4.0]})),
    "docs/ARROW.md, the program": (
        f"cat > program.py <<'END'\n{block('docs/ARROW.md', 'python', 'open_input')}END\n{run_program}", SENT.filter(pc.greater(SENT["value"], 0))),
}
passed = 0
for name, (commands, expected) in cases.items():
    with tempfile.TemporaryDirectory() as folder:
        got = answered(commands, pathlib.Path(folder))
    passed += got.equals(expected)
    if not got.equals(expected):
        print(f"{name}: FAIL: {got.to_pylist()} instead of {expected.to_pylist()}")
print(f"{passed}/{len(cases)} PASS")
sys.exit(0 if passed == len(cases) else 1)
