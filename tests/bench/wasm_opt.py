#!/usr/bin/env python3
"""Compares ways to run wasm-opt on one linked file: bytes, compressed bytes, seconds.

usage: wasm_opt.py LINKED.wasm WASM-OPT...

LINKED.wasm is what `pylonctl build` links (link-<variant>-*/pylon.wasm in the store). Prints a markdown table.
"""
import gzip
import os
import subprocess
import sys
import tempfile
import time

WAYS = (["-Oz"], ["-Oz", "--converge"], ["-Os"], ["-O3"], ["-Os", "--gufa"])

linked, *programs = sys.argv[1:]
print("| Binaryen | flags | bytes | gzip -9 | CPU s | wall s |\n|---|---|---|---|---|---|")
for program in programs:
    version = subprocess.check_output([program, "--version"], text=True).split()[2]
    for flags in WAYS:
        with tempfile.NamedTemporaryFile(suffix=".wasm") as out:
            before, start = os.times(), time.perf_counter()
            features = ["--enable-bulk-memory", "--enable-sign-ext", "--enable-nontrapping-float-to-int", "--enable-mutable-globals"]
            subprocess.run([program, linked, "-o", out.name, "--strip-debug", "--strip-producers", *flags, *features], check=True)
            after, wall = os.times(), time.perf_counter() - start
            cpu = after.children_user + after.children_system - before.children_user - before.children_system
            data = open(out.name, "rb").read()
            print(f"| {version} | `{' '.join(flags)}` | {len(data):,} | {len(gzip.compress(data, 9)):,} | {cpu:.0f} | {wall:.0f} |", flush=True)
