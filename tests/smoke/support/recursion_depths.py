#!/usr/bin/env python3
"""Prints the table of docs/RECURSION.md: how deep each kind of recursion goes inside lean, under each runner.

usage: recursion_depths.py PYLONCTL PROJECT [RUNNER...]      (default: wasmtime node wazero; a runner that is not here is left out)

Each kind has a run of its own, of at most a minute, so that a trap is that kind's alone. Exit code 1: something trapped.
"""
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys

KINDS = "tests/smoke/recursion_kinds.py"


def command(project, runner, pylonctl):
    """What runs lean under this runner: doctor knows where its program is. None: it is not here."""
    answer = subprocess.run([pylonctl, "--project", project, "doctor", "--runners", "--runner", runner, "--format", "json"],
                            stdout=subprocess.PIPE, text=True)
    found = next((each for each in json.loads(answer.stdout)["runners"] if each["name"] == runner), {})
    if not found.get("found"):
        return None
    entry = json.loads((project / "toolchain/runners.json").read_text())["runners"][runner]
    lean = project / "artifacts/lean"

    def mount(host, guest):
        return [part.format(host=host, guest=guest) for part in entry["mount"]]
    values = {"{program}": [found["program"]], "{wasm}": [str(lean / "pylon.wasm")], "{environment}": [], "{memory}": [],
              "{mounts}": mount(project / "tests/smoke", "/smoke"), "{arguments}": []}
    cache = pathlib.Path.home() / ".cache/pylon/runners"
    return [part for word in entry["command"]
            for part in values.get(word, [word.replace("{toolchain}", str(project / "toolchain")).replace("{cache}", str(cache))])]


def depth(run, kind):
    """What the kind's own run says, or "trap"."""
    try:
        ended = subprocess.run([*run, "/smoke/recursion_kinds.py", kind], capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired:
        return "over a minute"
    return ended.stdout.rpartition("\t")[2].strip() if ended.returncode == 0 else "trap"


def main(pylonctl, project, runners):
    project = pathlib.Path(project).resolve()
    text = (project / KINDS).read_text()
    kinds = re.findall(r'^    "(.+?)": ', text[text.index("\nkinds = {"):text.index("\n}\n", text.index("\nkinds = {"))], re.M)
    runs = {runner: run for runner in runners if (run := command(project, runner, pylonctl))}
    columns = {}
    for runner, run in runs.items():
        depth(run, kinds[0])  # compiles and caches
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            columns[runner] = list(pool.map(lambda kind: depth(run, kind), kinds))
    print("| kind |", " | ".join(columns), "|")
    print("|---|" + "---|" * len(columns))
    for kind, *depths in zip(kinds, *columns.values()):
        print(f"| `{kind}` |".replace("|`", "\\|`"), " | ".join(depths), "|")
    return any("trap" in column for column in columns.values())


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:] or ["wasmtime", "node", "wazero"]))
