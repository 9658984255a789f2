#!/usr/bin/env python3
"""check.py PYLONCTL PROJECT: a variant of the real project that starts from a snapshot, built in a copy of the project:

- the battery of command lines, against the same file before the snapshot was taken;
- taken again, elsewhere: the same bytes; no new import or export, nothing left of wizer;
- nothing of this machine is in it;
- an import that fails, or that brings what depends on the start, is an error that names it, and leaves no file;
- wizer killed in the middle leaves no file."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "e2e"))
from project_copy import copy_project

MODULES = ["json", "re", "collections", "dataclasses", "typing", "functools", "enum", "contextlib", "datetime", "pathlib", "warnings"]


class Failed(Exception):
    pass


def check(label, good, detail=""):
    print(("pass" if good else "FAIL"), label, flush=True)
    if not good:
        raise Failed(f"{label}: {detail}")


class Snapshot:
    def __init__(self, pylonctl, root):
        self.pylonctl, self.root = pylonctl, root
        plan = json.loads(self.run("build", "snapshot", "--level", "dev", "--plan", "--format", "json").stdout)
        self.filled = pathlib.Path(next(s["out"] for s in plan["steps"] if s["name"] == "fill-snapshot-dev"), "pylon.wasm")
        self.map = pathlib.Path(next(s["out"] for s in plan["steps"] if s["name"] == "link-snapshot"), "pylon.map")
        self.done = pathlib.Path(next(s["out"] for s in plan["steps"] if s["name"] == "snapshot-snapshot-dev"))

    def run(self, *arguments, **options):
        return subprocess.run([self.pylonctl, "--project", self.root, *arguments], capture_output=True, text=True, **options)

    def action(self, folder, modules):
        work, to = folder / "work", folder / "to"
        work.mkdir()
        to.mkdir()
        command = [self.pylonctl, "action", "snapshot", "--wasmtime", self.root / "build/venv/bin/wasmtime", "--filled", self.filled,
                   "--map", self.map, "--allowed", self.root / "Modules/_pylon_snapshot/allowed", "--work", work, "--to", to, "--modules", *modules]
        return to, list(map(str, command))


def refused(snapshot, modules, words):
    with tempfile.TemporaryDirectory() as folder:
        to, command = snapshot.action(pathlib.Path(folder), modules)
        done = subprocess.run(command, capture_output=True, text=True)
        check(f"{' '.join(modules)} is refused by name", done.returncode == 2 and all(word in done.stderr for word in words), done.stderr)
        check("and leaves no file", not list(to.iterdir()))


def killed(snapshot):
    with tempfile.TemporaryDirectory() as folder:
        to, command = snapshot.action(pathlib.Path(folder), MODULES)
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        wizer = ""
        while process.poll() is None and not wizer:
            wizer = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True).stdout.split()
            time.sleep(0.02)
        time.sleep(0.3)
        for child in wizer:
            os.kill(int(child), signal.SIGKILL)
        _, errors = process.communicate()
        check("wizer killed: an error", process.returncode == 2 and "signal 9" in errors, errors)
        check("and no file", not list(to.iterdir()))


def again(snapshot, environment):
    with tempfile.TemporaryDirectory() as folder:
        to, command = snapshot.action(pathlib.Path(folder), MODULES)
        done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder)
        check("taken again", done.returncode == 0, done.stderr)
        first = (snapshot.done / "pylon.wasm").read_bytes()
        second = (to / "pylon.wasm").read_bytes()
        check("elsewhere and with another environment: the same bytes, but for the identity", first.startswith(second[8:]) or first[: len(second)] == second)
    return first


def interface(pylonctl, file):
    facts = json.loads(subprocess.run([pylonctl, "manifest", file, "--format", "json"], capture_output=True, text=True, check=True).stdout)
    return facts["interface"]


def main():
    pylonctl, project = map(pathlib.Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder, "project")
        copy_project(project, root)
        variant = {"extends": "lean", "description": "lean from a snapshot", "snapshot": MODULES, "library": {"where": "inside"}, "old_name": ""}
        (root / "variants/snapshot.json").write_text(json.dumps(variant))
        for words in (["setup", "snapshot"], ["build", "snapshot", "--level", "dev"]):
            done = subprocess.run([pylonctl, "--project", root, *words], capture_output=True, text=True)
            check(" ".join(words), done.returncode == 0, done.stderr)
        snapshot = Snapshot(pylonctl, root)
        content = again(snapshot, {**os.environ, "SECRET_OF_THIS_MACHINE": "swordfish-and-chips", "HOME": folder})
        host = os.fsencode(os.uname().nodename)
        # A short name is found by chance.
        for word in (b"swordfish-and-chips", b"SECRET_OF_THIS_MACHINE", os.fsencode(folder), *([host] if len(host) > 7 else [])):
            check(f"nothing of this machine: {word!r}", word not in content)
        before, after = interface(pylonctl, snapshot.filled), interface(pylonctl, snapshot.done / "pylon.wasm")
        check("the same imports", before["imports"] == after["imports"])
        check("only _start and memory are exported", sorted(e["name"] for e in after["exports"]) == ["_start", "memory"], after["exports"])
        refused(snapshot, ["json", "jsno"], ["the import of 'jsno' failed", "No module named 'jsno'", "did you mean 'json'?"])
        refused(snapshot, ["json", "random"], ["the import of 'random'", "heap"])
        killed(snapshot)
        wasmtime = root / "build/venv/bin/wasmtime"
        compiled = []
        for name, file in (("cold", snapshot.filled), ("resumed", snapshot.done / "pylon.wasm")):
            compiled.append(pathlib.Path(folder, name + ".cwasm"))
            subprocess.run([wasmtime, "compile", "-C", "compiler=winch", file, "-o", compiled[-1]], check=True)
        os.environ["PYLON_WASMTIME_OPTIONS"] = "-C compiler=winch"
        done = subprocess.run([sys.executable, HERE / "battery.py", *compiled, "--wasmtime", wasmtime])
        check("the battery of command lines", done.returncode == 0)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(failure)
        sys.exit(1)
