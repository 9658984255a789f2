#!/usr/bin/env python3
"""Measures builds as ratios within one run. Nothing here passes or fails; these machines are noisy.

usage: bench.py [--pylonctl FILE] [--runs N] [--cold]

  no-op     `pylonctl build --all` with nothing to do against bare `ninja` on the same graph, in turn, medians
  variant   what another variant costs before wasm-opt against CPython's own configure + make, both from the
            log of one build; with --cold from a cold build in an empty cache that is removed afterwards
  cold      with --cold: the whole of that build (downloads are taken from the usual cache)

Prints a markdown table, and all numbers as JSON with --json FILE.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]
# The steps of one variant that come before wasm-opt, by the first part of their folder in the store.
BEFORE_WASM_OPT = ("config", "check-config", "check-symbols", "link")


def seconds(command, environment=None):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def noop(pylonctl, runs):
    ours = [str(pylonctl), "--project", str(PROJECT), "build", "--all"]
    bare = ["ninja", "-f", str(PROJECT / "build/pylon/build.ninja")]
    pairs = [(seconds(ours), seconds(bare)) for _ in range(runs + 1)][1:]  # the first warms the disk cache
    ours_median, bare_median = (statistics.median(column) for column in zip(*pairs))
    return {"pylonctl_ms": ours_median * 1e3, "ninja_ms": bare_median * 1e3, "ratio": ours_median / bare_median}


def step_seconds():
    """Seconds of each step's last run, by its folder's name in the store, from Ninja's log."""
    durations = {}
    for line in (PROJECT / "build/pylon/.ninja_log").read_text().splitlines()[1:]:
        start, end, _, output, _ = line.split("\t")
        name = pathlib.Path(output).parent.name if output.endswith("/.done") else "publish-" + pathlib.Path(output).parent.name
        durations[name.rpartition("-")[0] or name] = (int(end) - int(start)) / 1e3
    return durations


def variant_cost():
    durations = step_seconds()
    result = {}
    for variant in ("lean", "fat"):
        parts = [durations.get(f"{step}-{variant}") for step in BEFORE_WASM_OPT]
        if None in parts or "cpython" not in durations:
            return {"note": "the last build did not run these steps; use --cold"}
        result[variant] = {"seconds": sum(parts), "of_cpython": sum(parts) / durations["cpython"]}
    result["cpython_seconds"] = durations["cpython"]
    return result


def cold(pylonctl):
    with tempfile.TemporaryDirectory() as folder:
        usual = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "pylon"
        shutil.copytree(usual / "downloads", pathlib.Path(folder) / "pylon" / "downloads")
        (PROJECT / "build/pylon/.ninja_log").unlink(missing_ok=True)
        environment = os.environ | {"XDG_CACHE_HOME": folder}
        total = seconds([str(pylonctl), "--project", str(PROJECT), "build", "--all"], environment)
        return {"seconds": total, "steps": dict(sorted(step_seconds().items()))}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pylonctl", type=pathlib.Path, default=PROJECT / "build/release/src/pylonctl")
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    numbers = {}
    if options.cold:
        numbers["cold"] = cold(options.pylonctl)
    numbers["variant"] = variant_cost()
    numbers["noop"] = noop(options.pylonctl, options.runs)
    if options.json:
        options.json.write_text(json.dumps(numbers, indent=2, sort_keys=True) + "\n")
    print("| what | measured |\n|---|---|")
    if options.cold:
        print(f"| cold build of both variants | {numbers['cold']['seconds']:.0f} s |")
    for variant in ("lean", "fat"):
        if variant in numbers["variant"]:
            cost = numbers["variant"][variant]
            print(f"| {variant} before wasm-opt | {cost['seconds']:.2f} s, {cost['of_cpython']:.3f} × CPython's configure + make |")
    print(f"| nothing to do | {numbers['noop']['pylonctl_ms']:.1f} ms, {numbers['noop']['ratio']:.2f} × bare ninja |")


if __name__ == "__main__":
    main()
