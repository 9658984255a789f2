"""lean next to the other builds of CPython 3.13 for WebAssembly that can be had."""
import collections
import gzip
import itertools
import statistics
import subprocess
import tempfile

import builds
import native
import speed
from measure import PROJECT, spread
from scratch import Scratch
from table import figure

PYODIDE = "0.29.3"  # CPython 3.13.2; later ones have another version


def pyodide():
    """Pyodide's folder, as npm has it."""
    folder = native.made(f"pyodide-{PYODIDE}", lambda folder: subprocess.run(
        ["npm", "install", "--silent", "--ignore-scripts", "--prefix", folder, f"pyodide@{PYODIDE}"], check=True))
    return folder / "node_modules/pyodide"


def own_wasi_build(pylonctl):
    """What Tools/wasm/wasi.py makes of the pinned and unpatched source: a folder like an artifact's."""
    def make(folder):
        with Scratch(pylonctl) as scratch:
            builds.own_build(scratch, 0, keep=folder)
        native.compile_all(native.python(), folder / "lib")

    return native.made(f"wasi-own-{native.identity()['cpython']}", make)


def kinds(options, scratch):
    """build -> (its WebAssembly file, if any; the command that runs a Python program; where that sees tests/bench/inside and
    pyperformance's benchmarks)."""
    inside = {"/inside": speed.INSIDE, "/programs": native.pyperformance(), "/tmp": scratch}
    lean, node = speed.Artifact(PROJECT / "artifacts/lean", "lean", scratch), pyodide()
    own = speed.Artifact(own_wasi_build(options.pylonctl), "own", scratch, prefix="/usr/local/lib")
    mounts = [f"{host}::{guest}" for guest, host in inside.items()]
    return {
        "native Python": (None, ["env", f"PYTHONPATH={speed.INSIDE}", *native.python()], speed.INSIDE, native.pyperformance()),
        "lean, wasmtime": (lean.wasm, lean.ahead(folders=inside), "/inside", "/programs"),
        "`Tools/wasm/wasi.py`, wasmtime": (own.wasm, own.ahead(folders=inside), "/inside", "/programs"),
        f"Pyodide {PYODIDE}, Node": (node / "pyodide.asm.wasm", ["node", speed.INSIDE / "pyodide.mjs", node, *mounts, "--"], "/inside",
                                     "/programs"),
    }


def work(commands, rounds, pure):
    """build -> {benchmark: [seconds…]}, a round after the other; a benchmark that needs a module which a build lacks is left out there."""
    found = {name: collections.defaultdict(list) for name in commands}
    for _, program, (name, (_, command, inside, programs)) in itertools.product(range(rounds), pure, commands.items()):
        try:
            seconds = speed.seconds_of([*command, f"{inside}/pure_python.py", programs, program])
        except subprocess.CalledProcessError:
            continue
        for what, value in seconds.items():
            found[name][what].append(value)
    return found


def bench(options):
    """lean, what CPython's own script builds for WASI, and Pyodide: bytes of the WebAssembly file, processor time of `-c pass`, and
    pyperformance's benchmarks as multiples of native Python's time (geometric mean). wasmtime runs files compiled ahead."""
    lines = []
    with tempfile.TemporaryDirectory() as scratch:
        commands = kinds(options, scratch)
        starts = speed.in_turn(3 if options.quick else 11, *([*command, "-c", "pass"] for _, command, *_ in commands.values()))
        found = work(commands, 1 if options.quick else 3, speed.PURE[::6] if options.quick else speed.PURE)
        theirs = found["native Python"]
        shared = [what for what in theirs if all(what in each for each in found.values())]
        for (name, (file, *_)), start in zip(commands.items(), starts):
            ratios = [statistics.median(our / their for our, their in zip(found[name][what], theirs[what])) for what in shared]
            data = file.read_bytes() if file else b""
            sizes = [f"{len(data):,}", f"{len(gzip.compress(data, 9)):,}"] if file else ["–", "–"]
            lines.append([name, *sizes, figure(spread([run.cpu * 1e3 for run in start]), "ms"), f"{statistics.geometric_mean(ratios):.2f}"])
    left_out = sorted(set(theirs) - set(shared))
    notes = [f"{len(shared)} benchmarks" + (f"; not all of the builds run {', '.join(left_out)}" if left_out else "")]
    return {"rows": [], "table": {"head": ["build", "bytes", "gzip -9", "start-up", "work"], "lines": lines}, "notes": notes}
