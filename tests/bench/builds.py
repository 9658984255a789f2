"""Builds against what people use now: bare Ninja, CPython's own WASI build, compilers without a cache."""
import hashlib
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile

from measure import PROJECT, Run, row
from scratch import Scratch

# The steps of one variant that come before wasm-opt, by the first part of their names.
BEFORE_WASM_OPT = ("config", "check-config", "check-symbols", "link")
MEMORY = 41943040  # of variants/base.json; a page more gives another file of the same size
PAGE = 65536


def noop(options):
    """`pylonctl build --all` with nothing to do, and bare `ninja` on the same graph."""
    ours = [options.pylonctl, "--project", PROJECT, "build", "--all"]
    bare = ["ninja", "-f", PROJECT / "build/pylon/build.ninja"]
    Run(ours)  # leaves the receipt; the first pair warms the disk cache
    pairs = [(Run(ours).wall * 1e3, Run(bare).wall * 1e3) for _ in range((5 if options.quick else 31) + 1)][1:]
    return {"rows": [row("nothing to do, against bare ninja", *zip(*pairs), unit="ms", bar="≤ 1.2, ≤ 100 ms")]}


def whole_sdk(scratch, sdk):
    """The SDK with clang-cpp, which wasi.py asks for and Debian's assembled one lacks."""
    folder = scratch.folder / "sdk"
    if not folder.exists():
        shutil.copytree(sdk, folder, symlinks=True)
        program = folder / "bin/clang-cpp"
        if not program.exists():
            program.write_text('#!/bin/sh\nexec "${0%/*}/clang" -E "$@"\n')
            program.chmod(0o755)
    return str(folder)


def own_build(scratch, number, keep=None):
    """CPython's own way to WASI, Tools/wasm/wasi.py of the pinned and unpatched source: build-python, configure, make.

    Into the folder `keep` goes what it has made, under the names that an artifact has: pylon.wasm and lib/.
    """
    plan = {step["name"].split("-3.")[0]: pathlib.Path(step["out"]) for step in scratch.plan("lean")}
    folder = scratch.folder / f"cpython-{number}"
    shutil.copytree(plan["source-cpython"] / "src", folder, symlinks=True)
    log = open(scratch.folder / f"cpython-{number}.log", "wb")
    path = f"{PROJECT}/build/venv/bin:/usr/local/bin:/usr/bin:/bin"
    try:
        run = Run(["python3", "Tools/wasm/wasi.py", "build"], folder=folder, log=log, WASI_SDK_PATH=whole_sdk(scratch, plan["sdk"]), PATH=path)
        if keep:
            shutil.copyfile(next(folder.glob("cross-build/wasm32-*/python.wasm")), keep / "pylon.wasm")
            shutil.copytree(folder / "Lib", keep / "lib/python3.13", ignore=shutil.ignore_patterns("test", "__pycache__"))
            (keep / "lib/python3.13/lib-dynload").mkdir()  # or it says that it cannot find its prefix
        return run
    except RuntimeError as error:
        raise RuntimeError(f"{error}: {(scratch.folder / f'cpython-{number}.log').read_text()[-2000:]}") from error
    finally:
        log.close()
        shutil.rmtree(folder)


def runs(wasm, lib):
    """Whether the file starts: a build that is fast and wrong would win."""
    command = [PROJECT / "build/venv/bin/wasmtime", "run", "--dir", f"{lib}::/lib", wasm, "-c", "import json, sys; sys.exit(7)"]
    return subprocess.run(list(map(str, command)), capture_output=True).returncode == 7


def variant(options):
    """One more variant when the base is there, and all that CPython's own build does for one."""
    kinds = ["lean"] if options.quick else ["lean", "fat"]
    own, dev, before, file, full = [], *({kind: [] for kind in kinds} for _ in range(4))
    with Scratch(options.pylonctl) as scratch:
        for number in range(1 if options.quick else options.heavy_runs):
            for kind in kinds:
                for level in ("dev", "release"):
                    name = f"bench-{kind}-{level}-{number}"
                    pages = 1 + 8 * number + 2 * kinds.index(kind) + (level == "dev")
                    scratch.add_variant(name, extends=kind, memory={"initial_bytes": MEMORY + pages * PAGE})
                    built = scratch.trace(name, "--level", level)
                    if level == "dev":
                        dev[kind].append(built["run_wall"])
                        artifact = scratch.root / f"artifacts/{name}-dev"
                        assert runs(artifact / "pylon.wasm", artifact / "lib"), f"{kind}: the dev file does not run"
                    else:
                        file[kind].append(built["step_end"][f"publish-{name}"])
                        full[kind].append(built["run_wall"])
                        before[kind].append(sum(built["steps"][f"{step}-{name}"] for step in BEFORE_WASM_OPT))
            if not options.quick:
                own.append(own_build(scratch, number))
    walls = [run.wall for run in own]
    rows = []
    for kind in kinds:
        rows.append(row(f"{kind} + another variant, `dev` level, ready to run", dev[kind], walls, bar="≤ 0.05"))
        rows.append(row(f"{kind} + another variant, its steps before wasm-opt", before[kind], walls))
        rows.append(row(f"{kind} + another variant, `-Oz`, ready to run", file[kind], walls, bar="≤ 0.25"))
        rows.append(row(f"{kind} + another variant, `-Oz`, with its compressed sizes and manifest", full[kind], walls))
    notes = ["theirs: `Tools/wasm/wasi.py build` of the unpatched source with the same SDK; a plain python.wasm, not optimised after the link"]
    if own:
        notes.append(f"processor time of theirs: {statistics.median(run.cpu for run in own):.0f} s")
    return {"rows": rows, "notes": notes}


def step_again(scratch, name, launcher, **environment):
    """Runs a finished step once more in an empty folder."""
    step = next(step for step in scratch.plan("fat") if step["name"] == name)
    folder = pathlib.Path(tempfile.mkdtemp(dir=scratch.folder))
    specification = json.loads((PROJECT / f"build/pylon/steps/{name}-{step['key'][:16]}.json").read_text())
    specification["out"] = str(folder / f"{name}-{step['key'][:16]}")
    (folder / "step.json").write_text(json.dumps(specification))
    run = Run([scratch.pylonctl, "step", folder / "step.json"], XDG_CACHE_HOME=str(scratch.cache), PYLON_LAUNCHER=launcher,
              PYLON_JOBS=str(os.cpu_count()), PYLON_PATH=f"{PROJECT}/build/venv/bin:/usr/local/bin:/usr/bin:/bin", **environment)
    archives = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(pathlib.Path(specification["out"]).rglob("*.[ao]"))))
    shutil.rmtree(folder)
    return run, archives.hexdigest()


def launchers(options):
    """libpython (the step `cpython`: configure with known answers, and make) with an empty ccache, a full one, and none."""
    cold, warm, none = [], [], []
    with Scratch(options.pylonctl) as scratch:
        for number in range(1 if options.quick else options.heavy_runs):
            cache = {"CCACHE_DIR": str(scratch.folder / f"ccache-{number}")}
            results = [step_again(scratch, "cpython", "ccache", **cache), step_again(scratch, "cpython", "ccache", **cache),
                       step_again(scratch, "cpython", "none")]
            assert len({digest for _, digest in results}) == 1, "the archives differ"
            for list_of, (run, _) in zip((cold, warm, none), results):
                list_of.append(run)
    walls = {"cold": [run.wall for run in cold], "warm": [run.wall for run in warm], "none": [run.wall for run in none]}
    cpus = {"cold": [run.cpu for run in cold], "warm": [run.cpu for run in warm]}
    return {"rows": [row("libpython, warm ccache against cold", walls["warm"], walls["cold"], bar="≤ 0.25"),
                     row("the same in processor time", cpus["warm"], cpus["cold"]),
                     row("libpython, cold ccache against none", walls["cold"], walls["none"])],
            "notes": ["all archives and objects of the three are the same, to the byte"]}


def many(options):
    """Variants generated from a template, at level dev: what each costs, and what planning them takes."""
    count = 10 if options.quick else 50
    rows, costs = [], {}
    with Scratch(options.pylonctl) as scratch:
        names = [f"farm-{number:02}" for number in range(count)]
        for number, name in enumerate(names):
            (scratch.root / "variants" / f"{name}.json").write_text(json.dumps(
                {"extends": "lean", "description": "measured", "memory": {"initial_bytes": MEMORY + (number + 1) * PAGE}}))
        scratch.pylon("setup", *names)
        before = store_bytes(scratch)
        for part in (names[:5], names):
            plan = scratch.pylon("build", *part, "--level", "dev", "--plan")
            built = scratch.trace(*part, "--level", "dev")
            costs[len(part)] = {"plan_seconds": plan.wall, "plan_peak_mb": plan.peak / 1e6, "seconds": built["run_wall"],
                                "cpu_seconds": built["cpu_seconds"], "peak_mb": built["peak"] / 1e6}
        new = count - 5
        rows.append(row(f"each of {new} more variants, `dev` level", [costs[count]["seconds"] / new]))
        rows.append(row("the same in processor time", [costs[count]["cpu_seconds"] / new]))
        rows.append(row(f"planning {count} variants, each", [costs[count]["plan_seconds"] * 1e3 / count], unit="ms"))
        rows.append(row(f"peak memory of planning {count}, against 5", [costs[count]["plan_peak_mb"]], [costs[5]["plan_peak_mb"]], unit="MB"))
        rows.append(row(f"largest process of building {count}, against 5", [costs[count]["peak_mb"]], [costs[5]["peak_mb"]], unit="MB"))
        rows.append(row("store, each variant", [(store_bytes(scratch) - before) / count / 1e6], unit="MB"))
    return {"rows": rows, "costs": costs}


def store_bytes(scratch):
    return int(subprocess.check_output(["du", "-sb", scratch.cache]).split()[0])


def edits(options):
    """What has to run after a change: by the plan alone, nothing is built."""
    changes = {
        "nothing": lambda root: None,
        "lean: wasm-opt's arguments": lambda root: edit(root, "lean", wasm_opt=["-Os"]),
        "lean: a module less": lambda root: edit(root, "lean", drop={"_decimal": "measured"}),
        "base: NumPy's flags": lambda root: edit(root, "base", optimize={"numpy": "-O1"}),
        "base: SQLite's flags": lambda root: edit(root, "base", optimize={"sqlite": "-O1"}),
    }
    table = []
    with Scratch(options.pylonctl) as scratch:
        for what, change in changes.items():
            for folder in ("variants", "Modules"):
                shutil.rmtree(scratch.root / folder)
                shutil.copytree(PROJECT / folder, scratch.root / folder)
            change(scratch.root)
            scratch.pylon("setup")
            table.append([what, ", ".join(step["name"] for step in scratch.plan("lean", "fat") if not step["done"]) or "–"])
    return {"rows": [], "table": {"head": ["change", "steps that run"], "lines": table}}


def edit(root, name, **fields):
    file = root / "variants" / f"{name}.json"
    document = json.loads(file.read_text())
    for field, value in fields.items():
        document[field] = document.get(field, {}) | value if isinstance(value, dict) else value
    file.write_text(json.dumps(document))


def cold(options):
    """Both variants with an empty cache; only the downloads are there."""
    with Scratch(options.pylonctl, steps=False) as scratch:
        built = scratch.trace("lean", "fat")
        digests = {name: hashlib.sha256((scratch.root / f"artifacts/{name}/pylon.wasm").read_bytes()).hexdigest() for name in ("lean", "fat")}
    slowest = sorted(built["steps"].items(), key=lambda entry: -entry[1])[:12]
    return {"rows": [row("cold build of lean and fat", [built["run_wall"]], bar="≤ 600 s"),
                     row("of the time of all cores, busy with it", [built["busy_per_cent"]], unit="%", bar="≥ 85 %")],
            "table": {"head": ["slowest steps", "s", "cores", ""],
                      "lines": [[name, f"{seconds:.1f}", f"{built['step_cpu'][name] / seconds:.1f}",
                                 "critical path" if name in built["critical_path"] else ""] for name, seconds in slowest]},
            "notes": [f"{name}: sha256 {digest}" for name, digest in digests.items()]}
