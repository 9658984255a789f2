#!/usr/bin/env python3
"""Writes judged.json: what native CPython prints for each program of written/ and generated/, and its exit code.

usage: judge.py [--check] [PYTHON]     (PYTHON: by default what ../judge-python makes; --check: exit 1 where judged.json says otherwise)

Each program runs as a process of its own, in an empty folder, in UTC and the locale C.UTF-8. It runs twice: what differs between two runs (an address, a
time, the order of a set of texts) can be compared with nothing, and is an error here.
"""
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SECONDS = 120


def outcome(python, program):
    with tempfile.TemporaryDirectory() as folder:
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONDONTWRITEBYTECODE": "1", "HOME": folder}
        ended = subprocess.run([python, HERE / f"{program}.py"], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                               capture_output=True, timeout=SECONDS)
    return {"exit": ended.returncode, "output": ended.stdout.decode("utf-8", "backslashreplace").split("\n")}, ended.stderr.decode()


def judge(python, program):
    first, errors = outcome(python, program)
    again, _ = outcome(python, program)
    if first != again:
        lines = [f"  {a}\n  {b}" for a, b in zip(first["output"], again["output"]) if a != b]
        raise ValueError(f"{program}: two runs differ:\n" + "\n".join(lines[:5]))
    if errors:
        print(f"{program}: {errors.strip().splitlines()[-1]}", file=sys.stderr)
    return program, first


def main(arguments):
    check = "--check" in arguments
    python = next((word for word in arguments if not word.startswith("--")), None)
    python = python or subprocess.check_output([HERE.parent / "judge-python"], text=True).strip()
    version = subprocess.check_output([python, "-c", "import platform; print(platform.python_version())"], text=True).strip()
    programs = sorted(f"{path.parent.name}/{path.stem}" for folder in ("generated", "written") for path in (HERE / folder).glob("*.py"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        judged = [pool.submit(judge, python, program) for program in programs]
    problems = [str(each.exception()) for each in judged if each.exception()]
    if problems:
        sys.exit("\n".join(problems))
    document = {"python": version, "programs": dict(each.result() for each in judged)}
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    kept_in = HERE / "judged.json"
    if check:
        kept = json.loads(kept_in.read_text("utf-8"))
        wrong = [name for name in programs if kept["programs"].get(name) != document["programs"][name]]
        print(f"{len(programs)} programs, {len(wrong)} otherwise than judged.json says", *wrong, sep="\n  ")
        return bool(wrong) or kept["python"] != version or set(kept["programs"]) != set(programs)
    kept_in.write_text(text, "utf-8")
    print(f"{len(programs)} programs judged by CPython {version}")
    return 0


sys.exit(main(sys.argv[1:]))
