#!/usr/bin/env python3
"""Writes docs/DIFFERENCES.md from programs that run natively and inside pylon.wasm.

usage: differences.py [--check | --judge] [--artifacts FOLDER]
    (nothing)   runs differences/*.py inside lean (inside fat what needs NumPy) and writes the page
    --check     exit 1 when a difference is gone or new, or the page is another one
    --judge     asks native CPython first, and keeps its answers in differences/judged.json, its public names in names.json

Each program begins with lines `# What:`, `# Why:` and `# Do:`. `# State: mended` says that both must print the same; else they must
differ, so that a row goes when its difference does; `# State: host` is for what the host's processor decides. Others: `# Needs: numpy`,
`# Run: closed-output` (nobody reads what it prints).
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
PROGRAMS = HERE / "differences"
PAGE = PROJECT / "docs/DIFFERENCES.md"
JUDGED = PROGRAMS / "judged.json"
SECONDS = 120


def header(text):
    return dict(re.findall(r"^# (What|State|Why|Do|Needs|Run): (.*)$", text, re.M))


def run(command, folder, closed):
    """What the command prints, and its exit code where that is not 0."""
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, encoding="utf-8")
    if closed:
        process.stdout.close()
        shown = process.stderr.read()
        process.stderr.close()
    else:
        shown, errors = process.communicate(timeout=SECONDS)
        if process.returncode and not shown and "Error" in errors:
            shown = errors.strip().splitlines()[-1] + "\n"
    code = process.wait(SECONDS)
    return shown.rstrip("\n") + (f"\n(exit code {code})" if code else "")


def natively(python, name, about):
    with tempfile.TemporaryDirectory() as folder:
        return run([python, PROGRAMS / f"{name}.py"], folder, about.get("Run") == "closed-output")


def inside(artifacts, name, about):
    artifact = artifacts / ("fat" if about.get("Needs") == "numpy" else "lean")
    with tempfile.TemporaryDirectory() as folder:
        for mounted in ("lib", "tmp", "differences"):
            os.mkdir(f"{folder}/{mounted}")
        wasmtime = os.environ.get("PYLON_WASMTIME") or PROJECT / "build/venv/bin/wasmtime"
        return run([wasmtime, "run", "-C", "cache=y", "--dir", f"{folder}::/",
                    "--dir", f"{PROGRAMS}::/differences", "--env", "PYTHONDONTWRITEBYTECODE=1", artifact / "pylon.wasm",
                    f"/differences/{name}.py"], folder, about.get("Run") == "closed-output")


def cell(text):
    return text.replace("|", "\\|").replace("\n", "<br>")


def output(text):
    return "<br>".join(f"`{line.strip()}`" for line in text.replace("`", "'").replace("|", "\\|").splitlines() if line.strip()) or "nothing"


def page(rows, judge):
    yield "# What differs from native CPython\n"
    yield "Made by `tests/conformance/differences.py`, which runs a small program for each row inside `pylon.wasm` (wasmtime) and compares it with"
    yield f"native CPython {judge['python']} and NumPy {judge['numpy']} on Linux, x86-64. A test fails when a difference is gone, or when a program of"
    yield "`tests/conformance/programs` (300 of them) prints something else for a reason that is not in this table.\n"
    yield "| kind | what differs | native | here | why | what to do |"
    yield "|---|---|---|---|---|---|"
    mended = []
    for name, about, native, here in rows:
        kind = f"[{name}](../tests/conformance/differences/{name}.py)"
        if about.get("State") == "mended":
            mended.append(f"| {kind} | {cell(about['What'])} | {output(here)} | {cell(about['Why'])} |")
        else:
            yield f"| {kind} | {cell(about['What'])} | {output(native)} | {output(here)} | {cell(about['Why'])} | {cell(about['Do'])} |"
    if mended:
        yield "\n## Mended\n\nWhat the libraries below CPython would do otherwise, and does as native Python here.\n"
        yield "| kind | what | both print | how |\n|---|---|---|---|"
        yield from mended


def ask_judge(programs):
    python = subprocess.check_output([HERE / "judge-python"], text=True).strip()
    versions = subprocess.check_output([python, "-c", "import numpy, platform; print(platform.python_version(), numpy.__version__)"], text=True).split()
    (PROGRAMS / "names.json").write_text(subprocess.check_output([python, PROGRAMS / "missing-names.py", "--judge"], text=True), "utf-8")
    answers = {name: natively(python, name, about) for name, about in programs.items()}
    JUDGED.write_text(json.dumps({"python": versions[0], "numpy": versions[1], "programs": answers}, indent=1, ensure_ascii=False) + "\n", "utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--artifacts", type=pathlib.Path, default=PROJECT / "artifacts")
    options = parser.parse_args()
    programs = {path.stem: header(path.read_text("utf-8")) for path in sorted(PROGRAMS.glob("*.py"))}
    if options.judge:
        ask_judge(programs)
    judge = json.loads(JUDGED.read_text("utf-8"))
    problems = [f"{name}: not judged; run differences.py --judge" for name in programs if name not in judge["programs"]]
    kinds = set(json.loads((HERE / "programs/masks.json").read_text("utf-8"))) | set(json.loads((HERE / "programs.json").read_text("utf-8"))["reasons"])
    problems += [f"{kind}: a program of programs/ is excused by it, and differences/ has no such kind" for kind in sorted(kinds - set(programs))]
    rows = []
    for name, about in programs.items():
        native, here = judge["programs"].get(name, ""), inside(options.artifacts, name, about)
        rows.append((name, about, native, here))
        same = native == here
        if same and about.get("State") not in ("mended", "host"):
            problems.append(f"{name}: both print the same now; say so (# State: mended) or delete it:\n{here}")
        if not same and about.get("State") == "mended":
            problems.append(f"{name}: is said to be mended, and differs:\n  native {native!r}\n  here   {here!r}")
    text = "\n".join(page(rows, judge)) + "\n"
    if options.check and PAGE.read_text("utf-8") != text:
        problems.append("docs/DIFFERENCES.md is not what differences.py writes; run it")
    if not options.check:
        PAGE.write_text(text, "utf-8")
    print(*problems, sep="\n")
    print(f"{len(rows)} programs, {len(problems)} problems")
    return bool(problems)


sys.exit(main())
