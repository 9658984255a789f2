#!/usr/bin/env python3
"""Lets faults loose on builds of the stub project: kills, full and failing disks, tools that crash or lie, a damaged
cache, lost and lying servers, clocks that go back, builds at the same time. After each: success or a clear error, no
half-made file, no process that stays; and the next run gives the bytes of an undisturbed one.

usage: run.py PYLONCTL [--seed N] [--scale F] [--jobs N] [--only KIND[:NUMBER]]
  --scale   times so many faults (default 1: a little over 500)
  --only    one kind, or one fault of it again
"""
import argparse
import collections
import concurrent.futures
import errno
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import downloads
from project import Trial, environment, make_template, tree

HERE = pathlib.Path(__file__).resolve().parent
CALLS = ("write", "create", "rename", "mkdir", "symlink", "read")
ERRORS = ("ENOSPC", "EIO", "EROFS", "EDQUOT", "EACCES")
TOOLS = ("cpython", "extra", "sdk", "stdlib", "binaryen", "clang", "wasm-opt")
# What a tool does instead of its work; $OUT or the file after -o is what it should make.
MISDEEDS = {
    "crashes": "kill -SEGV $$",
    "fails": "echo no memory >&2; exit 1",
    "hangs": "sleep 600",
    "ends without a word": "exit 0",
    "writes half a file": 'for word; do [ "${last-}" != -o ] || printf "\\0asm\\1\\0" >"$word"; last=$word; done; exit 0',
    "is killed half way": "(sleep 0.02; kill -KILL $$) &",
}


def kill_whole_group(trial, rng):
    """Everything that the build started dies with it, as when a machine loses power."""
    process = trial.start()
    time.sleep(rng.uniform(0, 0.5))
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    return trial.after_fault(trial.finish(process), may_be_killed=True)


def kill_one(trial, rng):
    """Only pylonctl itself dies, or is told to end: what it started has to notice."""
    process = trial.start()
    time.sleep(rng.uniform(0, 0.5))
    process.send_signal(rng.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
    return trial.after_fault(trial.finish(process), may_be_killed=True)


def failing_call(trial, rng):
    """The n-th call of a kind fails, once or from then on."""
    call, error = rng.choice(CALLS), rng.choice(ERRORS)
    counter = trial.folder / "counter"
    counter.write_bytes(bytes(8))
    faults = {"LD_PRELOAD": str(trial.shim), "FAULT_CALLS": call, "FAULT_COUNTER": str(counter),
              "FAULT_AT": str(int(rng.triangular(1, {"write": 200, "create": 200, "read": 900}.get(call, 60), 1))),
              "FAULT_ERRNO": str(getattr(errno, error))}
    if rng.random() < 0.5:
        faults["FAULT_STAYS"] = "1"
    return trial.after_fault(trial.run(**faults))


def misbehaving_tool(trial, rng):
    tool, misdeed = rng.choice(TOOLS), rng.choice(tuple(MISDEEDS))
    (trial.folder / f"fault-{tool}").write_text(MISDEEDS[misdeed] + "\n")
    return trial.after_fault(trial.run("build", "--all", "--step-timeout", "1"))


def flipped_bit(trial, rng):
    """One bit of the cache turns round after a build; the artifacts are gone and must come from there."""
    if trial.run().code != 0:
        return ["the first build fails"]
    store = trial.folder / "cache/pylon"
    files = [path for path in sorted(store.rglob("*"))
             if path.is_file() and not path.is_symlink() and path.stat().st_size and path.suffix != ".log"]
    file = rng.choice(files)
    content = bytearray(file.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    times = file.stat()
    file.write_bytes(content)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    shutil.rmtree(trial.project / "artifacts")
    if rng.random() < 0.3:
        shutil.rmtree(trial.project / "build")
    return [f"{wrong} ({file.relative_to(store)})" for wrong in trial.after_fault(trial.run())]


def moved_clock(trial, rng):
    """All files come from tomorrow or from long ago, as after a wrong clock was set right."""
    if trial.run().code != 0:
        return ["the first build fails"]
    for path in list(trial.folder.rglob("*")):
        moment = time.time() + rng.choice((-400, 1, 30)) * 86400
        os.utime(path, (moment, moment), follow_symlinks=False)
    if rng.random() < 0.5:
        (trial.project / "artifacts/lean/pylon.wasm").unlink()
    return trial.after_fault(trial.run())


def builds_at_once(trial, rng):
    """Two builds of one checkout, and one of another with the same cache; one of them is killed now and then."""
    processes = [trial.start() for _ in range(2)]
    if rng.random() < 0.5:
        time.sleep(rng.uniform(0, 0.4))
        rng.choice(processes).send_signal(signal.SIGKILL)
    runs = [trial.finish(process) for process in processes]
    return [wrong for run in runs for wrong in trial.after_fault(run, may_be_killed=True)]


def lost_files(trial, rng):
    """Someone tidies up: files or whole folders of the cache, of build/ or of artifacts/ are gone."""
    if trial.run().code != 0:
        return ["the first build fails"]
    places = [trial.folder / "cache/pylon", trial.project / "build", trial.project / "artifacts"]
    victims = [path for place in places for path in sorted(place.rglob("*"))]
    for victim in rng.sample(victims, min(len(victims), rng.randint(1, 4))):
        if victim.is_dir() and not victim.is_symlink():
            shutil.rmtree(victim, ignore_errors=True)
        else:
            victim.unlink(missing_ok=True)
    return trial.after_fault(trial.run())


# Kind: what it does, how often, what stands after it.
KINDS = {
    "kill-all": (kill_whole_group, 60),
    "kill-one": (kill_one, 60),
    "disk": (failing_call, 200),
    "tool": (misbehaving_tool, 60),
    "bit": (flipped_bit, 70),
    "clock": (moved_clock, 10),
    "at-once": (builds_at_once, 30),
    "lost": (lost_files, 30),
    "download": (downloads.bad_server, 30),
}


def inject(setting, kind, number):
    """One fault; the sentences that say what went wrong."""
    trial = Trial(setting.pylonctl, setting.template, setting.expected)
    trial.shim, trial.server = setting.shim, setting.server
    try:
        wrong = KINDS[kind][0](trial, random.Random(f"{setting.seed} {kind} {number}"))
        return wrong + trial.after_mending()
    except Exception as error:  # a defect of this harness is a failure as well
        return [f"harness: {error!r}"]
    finally:
        trial.remove()


def prepare(setting, folder):
    setting.template = folder / "template"
    setting.shim = folder / "shim.so"
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", HERE / "shim.c", "-o", setting.shim], check=True)
    make_template(setting.pylonctl, setting.template)
    undisturbed = folder / "undisturbed"
    shutil.copytree(setting.template, undisturbed)
    subprocess.run([setting.pylonctl, "--project", undisturbed / "project", "build", "--all"], check=True,
                   env=environment(undisturbed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    setting.expected = tree(undisturbed / "project/artifacts")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pylonctl")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--jobs", type=int, default=(os.cpu_count() or 1) + 1)
    parser.add_argument("--only", default="")
    setting = parser.parse_args()
    setting.pylonctl = str(pathlib.Path(setting.pylonctl).resolve())
    only_kind, _, only_number = setting.only.partition(":")
    wanted = [(kind, number) for kind, (_, count) in KINDS.items() for number in range(max(1, int(count * setting.scale)))
              if only_kind in ("", kind) and only_number in ("", str(number))]
    wrong = collections.defaultdict(dict)
    with tempfile.TemporaryDirectory(prefix="pylon-faults.") as folder, downloads.Server(pathlib.Path(folder)) as server:
        setting.server = server
        prepare(setting, pathlib.Path(folder))
        with concurrent.futures.ThreadPoolExecutor(setting.jobs) as pool:
            futures = {pool.submit(inject, setting, *fault): fault for fault in wanted}
            for done, future in enumerate(concurrent.futures.as_completed(futures), 1):
                kind, number = futures[future]
                if future.result():
                    wrong[kind][number] = future.result()
                    print(f"{kind}:{number} " + "; ".join(future.result()), flush=True)
                if done % 100 == 0:
                    print(f"{done} of {len(wanted)} faults", file=sys.stderr, flush=True)
    counts = collections.Counter(kind for kind, _ in wanted)
    for kind, count in counts.items():
        print(f"{kind:10} {count:4} injected, {len(wrong[kind]):3} with something wrong")
    print(f"{sum(counts.values())} faults, {sum(map(len, wrong.values()))} with something wrong")
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
