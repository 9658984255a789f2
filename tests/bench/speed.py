"""How fast the artifacts are: start-up and work, under wasmtime, next to native Python of the same version.

wasmtime's own share is told apart by running the same file twice: from its code cache (-C cache=y), and compiled ahead of
time (.cwasm), where nothing is looked up or checked.
"""
import collections
import gzip
import json
import pathlib
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


class Artifact:
    """A built variant and its compiled form."""

    def __init__(self, folder, name, scratch):
        self.wasm, self.library = folder / "pylon.wasm", folder / "lib"
        self.compiled = pathlib.Path(scratch) / f"{name}.cwasm"
        subprocess.run([WASMTIME, "compile", self.wasm, "-o", self.compiled], check=True)

    def mounts(self, folders):
        return [word for guest, host in {"/lib": self.library, **folders}.items() for word in ("--dir", f"{host}::{guest}")]

    def cached(self, *arguments):
        return [WASMTIME, "run", "-C", "cache=y", *self.mounts({}), self.wasm, *arguments]

    def ahead(self, *arguments, folders={}):
        search = ["--env", "PYTHONPATH=/inside"] if folders else []
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


# Ways to build lean: fields of a variant file.
WAYS = {
    "lean as it is": {},
    "CPython -O3": {"optimize": {"cpython": "-O3"}},
    "without wasm-opt": {"wasm_opt": []},
    "wasm-opt -O3": {"wasm_opt": ["-O3"]},
    "CPython -O2 -msimd128": {"optimize": {"cpython": "-O2 -msimd128"}},
    "CPython -Os": {"optimize": {"cpython": "-Os"}},
    "wasm-opt -O2": {"wasm_opt": ["-O2"]},
    "all of CPython -O2": {"optimize": {"cpython-cold": "-O2"}},
    "all of CPython -O3, wasm-opt -O3": {"optimize": {"cpython": "-O3", "cpython-cold": "-O3"}, "wasm_opt": ["-O3"]},
    "CPython -O2 -flto": {"optimize": {"cpython": "-O2 -flto"}},
}


def measure_way(options, artifact, base, scratch):
    """Start-up and a sample of pyperformance, against those of lean as it is, in turn."""
    inside = {"/inside": INSIDE, "/programs": native.pyperformance(), "/tmp": scratch.folder}
    script = ["/inside/pure_python.py", "/programs", *PURE[::9 if options.quick else 3]]
    found = work_in_turn(1 if options.quick else 2, artifact.ahead(*script, folders=inside), base.ahead(*script, folders=inside))
    ratios = [statistics.median(one / other for one, other in zip(*sides)) for sides in found.values()]
    ours, theirs = in_turn(5 if options.quick else 11, artifact.ahead("-c", "pass"), base.ahead("-c", "pass"))
    start_up = statistics.median(one.cpu / other.cpu for one, other in zip(ours, theirs))
    data = artifact.wasm.read_bytes()
    return [f"{len(data):,}", f"{len(gzip.compress(data, 9)):,}", f"{statistics.geometric_mean(ratios):.3f}", f"{min(ratios):.2f}–{max(ratios):.2f}",
            f"{start_up:.2f}"]


def flags(options):
    """Ways to compile lean: bytes, and the time of a sample of pyperformance and of start-up as shares of lean's as it is."""
    lines = []
    with Scratch(options.pylonctl) as scratch:
        base = None
        for number, (what, fields) in enumerate(WAYS.items()):
            name = f"way-{number}"
            scratch.add_variant(name, extends="lean", gate={"features": ["bulk-memory", "sign-ext", "simd128"]}, **fields)
            try:
                scratch.pylon("build", name)
                artifact = Artifact(scratch.root / "artifacts" / name, name, scratch.folder)
                base = base or artifact
                lines.append([what, *measure_way(options, artifact, base, scratch)])
            except (RuntimeError, subprocess.CalledProcessError) as error:
                lines.append([what, f"cannot be built: {error}", "", "", "", ""])
            print(lines[-1], file=sys.stderr, flush=True)
    return {"rows": [], "table": {"head": ["way", "bytes", "gzip -9", "time", "least–greatest", "start-up"], "lines": lines}}
