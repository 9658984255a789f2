"""Runs one program of tests/conformance/programs and compares its output and exit code with native CPython's in judged.json.

A line may be another one in what masks.json says: kinds of docs/DIFFERENCES.md, and the patterns that they hide in both lines.

usage: programs_driver.py RECORD PROGRAM   in pylon.wasm; the programs are in /suite; see record.py for RECORD
       programs_driver.py --list           prints the programs that this variant can run, one a line
"""
import contextlib
import difflib
import importlib.util
import io
import json
import os
import pathlib
import platform
import re
import runpy
import sys
import traceback

from record import Record

SUITE = pathlib.Path("/suite")


def judged():
    """What native CPython did with each program. An outcome of another version would judge nothing."""
    document = json.loads((SUITE / "judged.json").read_text("utf-8"))
    if document["python"] != platform.python_version():
        sys.exit(f"judged.json is by CPython {document['python']}, and this is {platform.python_version()}: run tests/conformance/programs/judge.py")
    return document["programs"]


def can_run(program):
    return not program.startswith("written/numpy_") or importlib.util.find_spec("numpy") is not None


def run(program):
    """The program's standard output, its exit code and the traceback that it ended in ("" if none)."""
    written, code, trace = io.BytesIO(), 0, ""
    stream = io.TextIOWrapper(written, "utf-8", newline="\n", write_through=True)
    path = str(SUITE / f"{program}.py")
    os.makedirs("/tmp/scratch")
    os.chdir("/tmp/scratch")
    sys.argv, sys.path[0] = [path], str(pathlib.Path(path).parent)
    with contextlib.redirect_stdout(stream):
        try:
            runpy.run_path(path, run_name="__main__")
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else error.code is not None and 1 or 0
        except BaseException:
            code, trace = 1, traceback.format_exc()
    return written.getvalue().decode("utf-8", "backslashreplace"), code, trace


def masked(lines):
    """The lines without what the known kinds of differences change in them."""
    for patterns in json.loads((SUITE / "masks.json").read_text("utf-8")).values():
        lines = [re.sub("|".join(patterns), "…", line) for line in lines]
    return lines


def main(path, program):
    record = Record(path)
    expected = judged()[program]
    if "output" not in record.done:
        record.start("output")
        output, code, trace = run(program)
        sys.stderr.write(trace)
        changes = list(difflib.unified_diff(masked(expected["output"]), masked(output.split("\n")), "native", "inside", lineterm="", n=0))
        record.case("output", "failed" if changes else "passed", "\n".join(changes + [trace]) if changes else None)
        record.start("exit code")
        same = code == expected["exit"]
        record.case("exit code", "passed" if same else "failed", None if same else f"native {expected['exit']}, inside {code}")
    record.end("passed")


if sys.argv[1] == "--list":
    print("\n".join(filter(can_run, judged())))
else:
    main(*sys.argv[1:])
