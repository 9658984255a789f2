"""How fast the artifacts are: start-up and work, under wasmtime, next to native Python of the same version.

wasmtime's own share is told apart by running the same file twice: from its code cache (-C cache=y), and compiled ahead of
time (.cwasm), where nothing is looked up or checked.
"""
import collections
import gzip
import json
import multiprocessing.pool
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

import native
from measure import PROJECT, Run, row
from scratch import Scratch

INSIDE = PROJECT / "tests/bench/inside"
WASMTIME = PROJECT / "build/venv/bin/wasmtime"
# Of pyperformance those that need nothing but the standard library; most of what the suite is about is among them.
PURE = ("chaos", "comprehensions", "coroutines", "deepcopy", "deltablue", "fannkuch", "float", "generators", "go", "hexiom", "json_dumps",
        "json_loads", "logging", "mdp", "nbody", "nqueens", "pickle:pickle", "pickle:unpickle", "pidigits", "pyflate", "raytrace", "regex_compile",
        "regex_v8", "richards", "scimark", "spectral_norm", "sqlite_synth", "telco", "unpack_sequence", "xml_etree")
# Of these a few of each kind, short ones: valgrind takes fifty times as long.
SAMPLE = ("chaos", "deepcopy", "deltablue", "float", "json_dumps", "json_loads", "nqueens", "pickle:pickle", "regex_compile", "richards", "telco")


IMAGE = b"PYFS\1\0\0\0"  # how a library inside begins (docs/LIBRARY.md)


class Artifact:
    """A built variant and its compiled form; `prefix` is where it looks for its library, when that is not inside. One whose instructions
    are `counted` is compiled for any x86-64: valgrind knows no AVX-512, which wasmtime uses where the machine has it."""

    def __init__(self, folder, name, scratch, prefix="/lib", counted=False):
        self.wasm = folder / "pylon.wasm"
        self.library = {} if IMAGE in self.wasm.read_bytes() else {prefix: folder / "lib"}
        self.compiled = pathlib.Path(scratch) / f"{name}.cwasm"
        target = ["--target", "x86_64-unknown-linux-gnu"] if counted else []
        subprocess.run([WASMTIME, "compile", *target, self.wasm, "-o", self.compiled], check=True)

    def mounts(self, folders):
        return [word for guest, host in {**self.library, **folders}.items() for word in ("--dir", f"{host}::{guest}")]

    def cached(self, *arguments):
        return [WASMTIME, "run", "-C", "cache=y", *self.mounts({}), self.wasm, *arguments]

    def ahead(self, *arguments, folders={}, variables=()):
        search = ["--env", "PYTHONPATH=/inside"] if folders else []
        search += [word for variable in variables for word in ("--env", variable)]
        return [WASMTIME, "run", "--allow-precompiled", *self.mounts(folders), *search, self.compiled, *arguments]


def in_turn(runs, *commands):
    """Each command so often, one after the other: [[Run…] of the first, …]."""
    for command in commands:
        Run(command)  # fills caches
    rounds = [[Run(command) for command in commands] for _ in range(runs)]
    return list(zip(*rounds))


def start_rows(options, artifacts, python, site):
    cases = [("lean", "-c pass", "pass", "≤ 3"), ("fat", "import numpy", "import numpy", "≤ 2"),
             ("lean", "import nanoarrow", "import nanoarrow", None)]
    rows = []
    for variant, what, program, bar in cases:
        theirs = ["env", f"PYTHONPATH={site}", *python, "-c", program]
        runs = in_turn(5 if options.quick else 21, artifacts[variant].ahead("-c", program), artifacts[variant].cached("-c", program), theirs)
        for how, ours in zip((".cwasm", "code cache"), runs):
            for kind in ("cpu", "wall"):
                values, others = ([getattr(run, kind) * 1e3 for run in group] for group in (ours, runs[2]))
                rows.append(row(f"{variant}: `{what}`, {how}, {kind}", values, others, unit="ms", bar=bar if kind == "cpu" else None))
    return rows


def start(options):
    """Start-up of the artifacts and of native Python, processor time and time by the clock, from start to end of the process."""
    site, python = native.packages(), native.python()
    with tempfile.TemporaryDirectory() as scratch:
        artifacts = {name: Artifact(PROJECT / "artifacts" / name, name, scratch) for name in ("lean", "fat")}
        empty = in_turn(5 if options.quick else 21, artifacts["lean"].ahead("--version"), artifacts["lean"].cached("--version"))
        shares = [f"`--version` of lean, nearly all of it wasmtime's own: {statistics.median(run.cpu * 1e3 for run in group):.0f} ms {how}"
                  for how, group in zip((".cwasm", "code cache"), empty)]
        return {"rows": start_rows(options, artifacts, python, site), "notes": shares}


def seconds_of(command):
    """What a script of tests/bench/inside reports: name -> seconds of one loop."""
    text = subprocess.check_output(list(map(str, command)), text=True)
    return {line["name"]: line["seconds"] for line in map(json.loads, text.splitlines())}


def work_in_turn(rounds, ours, theirs):
    """name -> ([seconds of ours…], [of theirs…]); a script a round."""
    found = collections.defaultdict(lambda: ([], []))
    for _ in range(rounds):
        for side, command in enumerate((ours, theirs)):
            for name, seconds in seconds_of(command).items():
                found[name][side].append(seconds)
    return found


def work(options):
    """Throughput of the artifacts (wasmtime, `.cwasm`) and of native Python: seconds inside the process, start-up left out.

    pyperformance's benchmarks that need the standard library alone on lean, NumPy's common operations on fat, streams of record
    batches of 1 MB through nanoarrow on lean.
    """
    site, python, programs = native.packages(), native.python(), native.pyperformance()
    rows, notes = [], []
    with tempfile.TemporaryDirectory() as scratch:
        lean, fat = (Artifact(PROJECT / "artifacts" / name, name, scratch) for name in ("lean", "fat"))
        inside = {"/inside": INSIDE, "/programs": programs, "/tmp": scratch}
        plain = ["env", f"PYTHONPATH={INSIDE}:{site}", *python]
        pure = PURE[::6] if options.quick else PURE
        rounds = 1 if options.quick else 3
        pairs = {
            "pyperformance": (lean.ahead("/inside/pure_python.py", "/programs", *pure, folders=inside), [*plain, INSIDE / "pure_python.py", programs, *pure]),
            "NumPy": (fat.ahead("/inside/numpy_work.py", folders=inside), [*plain, INSIDE / "numpy_work.py"]),
            "Arrow": (lean.ahead("/inside/arrow_work.py", folders=inside), [*plain, INSIDE / "arrow_work.py"]),
        }
        for group, commands in pairs.items():
            found = work_in_turn(rounds, *commands)
            for name, (ours, theirs) in found.items():
                if group == "Arrow":
                    speeds = [[1 / seconds for seconds in side] for side in (ours, theirs)]
                    rows.append(row(f"Arrow: {name}", *speeds, unit="MB/s", bar="≥ 0.5"))
                else:
                    unit, scale = ("ms", 1e3) if min(theirs) > 1e-4 else ("µs", 1e6)
                    rows.append(row(f"{group}: {name}", *([seconds * scale for seconds in side] for side in (ours, theirs)), unit=unit))
            ratios = [statistics.median(our / their for our, their in zip(*sides)) for sides in found.values()]
            if group != "Arrow":
                notes.append(f"{group}: {statistics.geometric_mean(ratios):.2f} × native's time, geometric mean of {len(ratios)}")
    return {"rows": rows, "notes": notes}


# Ways to build lean: fields of a variant file. The profile is of the flags that lean has; with others much of it does not fit.
NO_PROFILE = {"cpython-profile": "-fno-profile-use"}
WAYS = {
    "lean as it is": {},
    "without the profile": {"optimize": NO_PROFILE},
    "the profile, but no size flags with it": {"optimize": {"cpython-profile": "-fprofile-use=profile"}},
    "CPython -O3": {"optimize": {"cpython": "-O3"}},
    "CPython -Os, without the profile": {"optimize": {"cpython": "-Os"} | NO_PROFILE},
    "CPython -O2 -msimd128": {"optimize": {"cpython": "-O2 -msimd128"}},
    "wasm-opt -O3": {"wasm_opt": ["-O3"]},
    "wasm-opt -Oz without inlining": {"wasm_opt": ["-Oz", "--skip-pass=inlining-optimizing"]},
    "wasm-opt -Oz, data not split": {"wasm_opt": ["-Oz", "--skip-pass=memory-packing"]},
    "without wasm-opt": {"wasm_opt": []},
}
# Ways to build fat, and operations of numpy_work.py.
NUMPY_WAYS = {
    "fat as it is": {},
    "NumPy -O3": {"optimize": {"numpy": "-O3"}},
    "NumPy -O3 -msimd128": {"optimize": {"numpy": "-O3 -msimd128"}},
    "NumPy -Os": {"optimize": {"numpy": "-Os"}},
}
NUMPY_SAMPLE = ("add 1,000,000", "multiply and sum", "exp", "compare and count", "sort", "take by index", "matrix product", "solve", "fft",
                "normal numbers", "as float32", "unique words")


def instructions(command):
    """How many instructions a process executes, by valgrind: within a thousandth the same each time, whatever else the machine does."""
    counting = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run(list(map(str, counting + command)), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, check=True)
    return int(re.search(r"I +refs: +([\d,]+)", done.stderr)[1].replace(",", ""))


def count_all(artifact, scratch, program, nothing, names):
    """Instructions of start-up, and of one loop of each benchmark less those of the program when it is asked for `nothing`."""
    inside = {"/inside": INSIDE, "/programs": native.pyperformance(), "/tmp": scratch.folder}
    commands = {"start": ["-c", "pass"], "nothing": [*program, *nothing]} | {name: [*program, name] for name in names}
    with multiprocessing.pool.ThreadPool() as pool:
        counts = dict(zip(commands, pool.map(instructions, [artifact.ahead(*command, folders=inside, variables=["PYLON_BENCH_ONCE=1"])
                                                            for command in commands.values()])))
    return {"start": counts["start"]} | {name: counts[name] - counts["nothing"] for name in names}


def way_line(what, artifact, counts, base):
    """What a way gives, as shares of what the first one needs."""
    data = artifact.wasm.read_bytes()
    ratios = {name: count / base[name] for name, count in counts.items()}
    start_up = ratios.pop("start")
    worst, best = max(ratios, key=ratios.get), min(ratios, key=ratios.get)
    return [what, f"{len(data):,}", f"{len(gzip.compress(data, 9)):,}", f"{artifact.compiled.stat().st_size:,}", f"{start_up:.3f}",
            f"{statistics.geometric_mean(ratios.values()):.3f}", f"{ratios[best]:.3f} ({best}) – {ratios[worst]:.3f} ({worst})"]


def compare_ways(options, parent, ways, program, nothing, names):
    """A line for each way, the first one first: what the others are compared with."""
    if not shutil.which("valgrind"):
        raise RuntimeError("valgrind is missing")
    lines = []
    with Scratch(options.pylonctl) as scratch:
        base, usual = None, json.loads((PROJECT / "variants/base.json").read_text())["wasm_opt"]
        for number, (what, fields) in enumerate(ways.items()):
            if base and options.way and not any(word in what for word in options.way):
                continue
            name, fields = f"way-{number}", dict(fields)
            # A level of its own leaves out what this does not need: attribution and compressed sizes.
            levels = {"measured": {"wasm_opt": fields.pop("wasm_opt", usual)}}
            scratch.add_variant(name, extends=parent, levels=levels, gate={"features": ["bulk-memory", "sign-ext", "simd128"]}, **fields)
            try:
                scratch.pylon("build", name, "--level", "measured")
                artifact = Artifact(scratch.root / f"artifacts/{name}-measured", name, scratch.folder, counted=True)
                counts = count_all(artifact, scratch, program, nothing, names)
                base = base or counts
                lines.append(way_line(what, artifact, counts, base))
            except (RuntimeError, subprocess.CalledProcessError) as error:
                lines.append([what, f"cannot be built: {error}", *[""] * 5])
            print(lines[-1], file=sys.stderr, flush=True)
    return {"rows": [], "table": {"head": ["way", "bytes", "gzip -9", ".cwasm", "start-up", "work", "least – most"], "lines": lines}}


def flags(options):
    """Ways to compile lean: bytes, and the instructions of start-up and of pure Python programs (wasmtime, .cwasm) as shares of the first's.

    Counted by valgrind, each program in one loop, with the modules of its own that it imports.
    """
    return compare_ways(options, "lean", WAYS, ["/inside/pure_python.py", "/programs"], [], SAMPLE)


def numpy_flags(options):
    """Ways to compile NumPy in fat: bytes, and the instructions of start-up and of NumPy's operations, as in the table before."""
    return compare_ways(options, "fat", NUMPY_WAYS, ["/inside/numpy_work.py"], ["nothing"], NUMPY_SAMPLE)
