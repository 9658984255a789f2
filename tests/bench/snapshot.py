"""What the snapshot saves: the artifacts, and the same files from before their snapshot was taken, which start from nothing."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

import native
from measure import PROJECT, row
from speed import WASMTIME, Artifact, in_turn, instructions

# Programs, and what they are to stay below.
PROGRAMS = {"lean": {"pass": "≤ 14 M", "import json": None, "import pylon_arrow": None}, "fat": {"pass": None, "import numpy": "≤ 18 M"}}


def before(options, variant):
    """The folder with the file that the snapshot of `variant` was taken from."""
    plan = json.loads(subprocess.check_output([options.pylonctl, "build", variant, "--plan", "--format", "json"], text=True))
    return pathlib.Path(next(step["out"] for step in plan["steps"] if step["name"] == f"fill-{variant}"))


def fuel(file, program):
    """The least fuel that lets wasmtime end the program, within a hundredth."""
    low, high = 0, 2_000_000_000
    while high - low > high // 100:
        middle = (low + high) // 2
        command = [WASMTIME, "run", "-C", "cache=y", "-W", f"fuel={middle}", file, "-c", program]
        if subprocess.run(command, capture_output=True).returncode == 0:
            high = middle
        else:
            low = middle
    return high


def pages(file, pylonctl):
    """Pages of 64 KiB that the file starts with."""
    return json.loads(subprocess.check_output([pylonctl, "manifest", file, "--format", "json"]))["memory"]["memories"][0]["initial_pages"]


def interpreted(options, files, program):
    """Processor time on wazero's interpreter, of both files in turn; no rows without wazero (PYLON_WAZERO)."""
    wazero = os.environ.get("PYLON_WAZERO")
    if not wazero:
        return []
    runs = in_turn(3 if options.quick else 7, *([wazero, "run", "-interpreter", file, "-c", program] for file in files))
    return [row(f"`{program}`, wazero -interpreter, cpu", *([run.cpu * 1e3 for run in group] for group in runs), unit="ms")]


def counted(what, ours, theirs, unit, bar=None):
    return row(what, [ours], [theirs], unit=unit, bar=bar)


def bench(options):
    """Starts of the artifacts (ours) and of the same files from before their snapshot was taken (theirs); instructions of the whole process by valgrind, `.cwasm`."""
    if not shutil.which("valgrind"):
        raise RuntimeError("valgrind is missing")
    os.environ.pop("RUST_BACKTRACE", None)  # it costs wasmtime seven million instructions
    rows, python = [], ["env", f"PYTHONPATH={native.packages()}", *native.python()]
    with tempfile.TemporaryDirectory() as folder:
        for variant, programs in PROGRAMS.items():
            artifact = PROJECT / "artifacts" / variant
            cold = before(options, variant)
            ours, theirs = Artifact(artifact, variant, folder, counted=True), Artifact(cold, f"{variant}-cold", folder, counted=True)
            for program, bar in programs.items():
                pair = [instructions(each.ahead("-c", program)) / 1e6 for each in (ours, theirs)]
                rows.append(counted(f"{variant}: `{program}`, .cwasm", *pair, "M instructions", bar))
            program = "import numpy" if variant == "fat" else "pass"
            runs = in_turn(5 if options.quick else 21, ours.ahead("-c", program), [*python, "-c", program])
            rows.append(row(f"{variant}: `{program}`, .cwasm, cpu, against native Python", *([run.cpu * 1e3 for run in group] for group in runs), unit="ms"))
            runs = in_turn(5 if options.quick else 21, ours.cached("-c", program), theirs.cached("-c", program))
            rows.append(row(f"{variant}: `{program}`, code cache, cpu", *([run.cpu * 1e3 for run in group] for group in runs), unit="ms"))
            files = [ours.wasm, theirs.wasm]
            rows += [{**each, "what": f"{variant}: {each['what']}"} for each in interpreted(options, files, program)]
            rows.append(counted(f"{variant}: fuel of `print(6 * 7)`", *(fuel(file, "print(6 * 7)") / 1e6 for file in files), "M", "≤ 6 M" if variant == "lean" else None))
            rows.append(counted(f"{variant}: memory at the start", *(pages(file, options.pylonctl) for file in files), "pages", "≤ 256 pages" if variant == "lean" else None))
    return {"rows": rows}
