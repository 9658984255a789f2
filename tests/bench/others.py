"""lean next to the other builds of CPython 3.13 for WebAssembly that can be had."""
import gzip
import pathlib
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
    """What Tools/wasm/wasi.py makes of the pinned and unpatched source: a folder with python.wasm and lib/python3.13."""
    def make(folder):
        with Scratch(pylonctl) as scratch:
            builds.own_build(scratch, 0, keep=folder)
        native.compile_all(native.python(), folder / "lib")

    return native.made(f"wasi-own-{native.identity()['cpython']}", make)


class Own:
    """CPython's own build, compiled ahead as lean is."""

    def __init__(self, folder, scratch):
        self.wasm, self.library, self.compiled = folder / "python.wasm", folder / "lib", pathlib.Path(scratch) / "own.cwasm"
        subprocess.run([speed.WASMTIME, "compile", self.wasm, "-o", self.compiled], check=True)

    def command(self, *arguments, folders):
        mounts = {"/usr/local/lib": self.library, **folders}
        return [speed.WASMTIME, "run", "--allow-precompiled", *(word for guest, host in mounts.items() for word in ("--dir", f"{host}::{guest}")),
                "--env", "PYTHONPATH=/inside", self.compiled, *arguments]


def bench(options):
    """lean, what CPython's own script builds for WASI, and Pyodide: bytes of the WebAssembly file, processor time of `-c pass`, and
    pyperformance's benchmarks as multiples of native Python's time (geometric mean). wasmtime runs files compiled ahead."""
    programs, lines = native.pyperformance(), []
    pure = speed.PURE[::6] if options.quick else speed.PURE
    with tempfile.TemporaryDirectory() as scratch:
        inside = {"/inside": speed.INSIDE, "/programs": programs, "/tmp": scratch}
        mounts = [f"{host}::{guest}" for guest, host in inside.items()]
        lean, own = speed.Artifact(PROJECT / "artifacts/lean", "lean", scratch), Own(own_wasi_build(options.pylonctl), scratch)
        native_python = ["env", f"PYTHONPATH={speed.INSIDE}", *native.python()]
        kinds = {
            "native Python": (None, lambda *words: [*native_python, *(str(word).replace("/inside/", f"{speed.INSIDE}/").replace(
                "/programs", str(programs)) for word in words)]),
            "lean, wasmtime": (lean.wasm, lambda *words: lean.ahead(*words, folders=inside)),
            "`Tools/wasm/wasi.py`, wasmtime": (own.wasm, lambda *words: own.command(*words, folders=inside)),
            f"Pyodide {PYODIDE}, Node": (pyodide() / "pyodide.asm.wasm", lambda *words: [
                "node", speed.INSIDE / "pyodide.mjs", pyodide(), *mounts, "--", *words]),
        }
        starts = speed.in_turn(3 if options.quick else 11, *(command("-c", "pass") for _, command in kinds.values()))
        work = {name: {} for name in kinds}
        for _ in range(1 if options.quick else 3):
            for name, (_, command) in kinds.items():
                for program in pure:
                    try:
                        found = speed.seconds_of(command("/inside/pure_python.py", "/programs", program))
                    except subprocess.CalledProcessError:
                        continue  # needs a module that the build lacks
                    for what, seconds in found.items():
                        work[name].setdefault(what, []).append(seconds)
        shared = set.intersection(*(set(found) for found in work.values()))
        for (name, (file, _)), start in zip(kinds.items(), starts):
            ratios = [statistics.median(our / their for our, their in zip(work[name][what], work["native Python"][what])) for what in shared]
            data = file.read_bytes() if file else b""
            sizes = [f"{len(data):,}", f"{len(gzip.compress(data, 9)):,}"] if file else ["–", "–"]
            lines.append([name, *sizes, figure(spread([run.cpu * 1e3 for run in start]), "ms"), f"{statistics.geometric_mean(ratios):.2f}"])
    left_out = sorted(set(work["native Python"]) - shared)
    notes = [f"{len(shared)} benchmarks; not on all of them: {', '.join(left_out)}"] if left_out else []
    return {"rows": [], "table": {"head": ["build", "bytes", "gzip -9", "start-up", "work"], "lines": lines}, "notes": notes}
