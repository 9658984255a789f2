#!/usr/bin/env python3
"""Compares ways to run wasm-opt on one linked file: bytes, compressed bytes, seconds, and which of them nothing beats in both.

usage: wasm_opt.py LINKED.wasm WASM-OPT...

LINKED.wasm is what `pylonctl build` links (link-<variant>-*/pylon.wasm in the store). Prints a markdown table.
"""
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

import table
from measure import PROJECT, Run

WAYS = (["-O0"], ["-O1"], ["-O2"], ["-O3"], ["-O4"], ["-Os"], ["-Oz"], ["-Oz", "--converge"], ["-Os", "--gufa"],
        ["--dce", "--vacuum"], ["--remove-unused-module-elements", "--dce", "--vacuum", "--coalesce-locals", "--reorder-functions"],
        ["--duplicate-function-elimination", "--remove-unused-module-elements", "--vacuum", "--coalesce-locals", "--merge-blocks"],
        ["-O1", "--shrink-level=2"], ["-O2", "--shrink-level=2"])
FEATURES = ["--enable-bulk-memory", "--enable-sign-ext", "--enable-nontrapping-float-to-int", "--enable-mutable-globals"]


def measure_way(program, linked, flags):
    with tempfile.NamedTemporaryFile(suffix=".wasm") as out:
        run = Run([program, linked, "-o", out.name, "--strip-debug", "--strip-producers", *flags, *FEATURES])
        data = pathlib.Path(out.name).read_bytes()
    return {"flags": " ".join(flags), "bytes": len(data), "gzip": len(gzip.compress(data, 9)), "cpu": run.cpu, "wall": run.wall}


def front(results):
    """Those that no other beats both in bytes and in processor time."""
    return [one for one in results if not any(other["bytes"] < one["bytes"] and other["cpu"] < one["cpu"] for other in results)]


def lines(results):
    best = front(results)
    smallest = min(one["bytes"] for one in results)
    return [[f"`{one['flags']}`", f"{one['bytes']:,}", f"{(one['bytes'] / smallest - 1) * 100:+.1f} %", f"{one['gzip']:,}",
             f"{one['cpu']:.0f}", f"{one['wall']:.0f}", "front" if one in best else ""] for one in sorted(results, key=lambda one: one["cpu"])]


HEAD = ["flags", "bytes", "over the least", "gzip -9", "CPU s", "wall s", ""]


def plan(pylonctl):
    command = [pylonctl, "--project", PROJECT, "build", "lean", "--plan", "--format", "json"]
    return {step["name"]: pathlib.Path(step["out"]) for step in json.loads(subprocess.check_output(command))["steps"]}


def program(pylonctl):
    return plan(pylonctl)["binaryen"] / "bin/wasm-opt"


def bench(options):
    """Ways to run wasm-opt on lean; `front`: nothing else is both smaller and faster (processor time)."""
    linked = plan(options.pylonctl)["link-lean"] / "pylon.wasm"
    ways = (["-O0"], ["-O1"], ["-Oz"]) if options.quick else WAYS
    results = [{"flags": "none", "bytes": linked.stat().st_size, "gzip": len(gzip.compress(linked.read_bytes(), 9)), "cpu": 0.0, "wall": 0.0}]
    results += [measure_way(program(options.pylonctl), linked, flags) for flags in ways]
    return {"rows": [], "ways": results, "table": {"head": HEAD, "lines": lines(results)},
            "notes": ["release is `-Oz`, dev runs no wasm-opt; earlier, with Binaryen 131 on a lean of 7.07 MB: `--converge` −0.1 %, "
                      "`-O3` +3.9 %, `-Os --gufa` +2.2 %; 108, 120 and 131 the same size at `-Oz`, in 28.5, 25.2 and 16.7 s"]}


def main():
    linked, *programs = sys.argv[1:]
    for one in programs:
        print(subprocess.check_output([one, "--version"], text=True))
        print(table.markdown(HEAD, lines([measure_way(one, linked, flags) for flags in WAYS])))


if __name__ == "__main__":
    main()
