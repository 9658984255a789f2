#!/usr/bin/env python3
"""The Arrow endpoint against native nanoarrow: processes fed by a file, start included, each measured in turn in one run.

usage: arrow.py --native PYTHON [--batches N] [--rounds N] -- COMMAND...
e.g.   arrow.py --native venv/bin/python -- wasmtime run --dir tests/smoke/support::/support \\
           artifacts/lean/pylon.wasm

PYTHON has nanoarrow 0.9.0 from its wheel; this script's own has pyarrow. COMMAND starts pylon.wasm, with the folder of
arrow_endpoint.py as /support. Prints medians of processor time and of wall time, and lean's ratio to native where both run the
same program; the endpoint that doubles a column needs pylon_arrow, so that native runs the same task value by value.
"""
import argparse
import os
import resource
import statistics
import subprocess
import tempfile
import time

import pyarrow as pa

FORWARD = """
import sys, nanoarrow as na
from nanoarrow.ipc import StreamWriter
with StreamWriter.from_writable(sys.stdout.buffer) as writer:
    writer.write_stream(na.ArrayStream.from_readable(sys.stdin.buffer))
"""
ROWS = "import sys, nanoarrow as na\nfor batch in na.ArrayStream.from_readable(sys.stdin.buffer): batch.to_pylist()"
DOUBLE = """
import sys, nanoarrow as na
from nanoarrow.ipc import StreamWriter
stream = na.ArrayStream.from_readable(sys.stdin.buffer)
with StreamWriter.from_writable(sys.stdout.buffer) as writer:
    for batch in stream:
        columns = [na.c_array(batch.child(n)) for n in range(batch.n_children)]
        columns[1] = na.c_array([None if value is None else 2 * value for value in batch.child(1).iter_py()], columns[1].schema)
        writer.write_array(na.c_array_from_buffers(batch.schema, len(batch), [None], children=columns))
"""


def make(path, batches):
    """A stream of batches of 1 MB: an int64 column `id`, a float64 column `value`."""
    rows = 62_500
    batch = pa.record_batch({"id": pa.array(range(rows)), "value": pa.array([n / 4 for n in range(rows)])})
    with pa.OSFile(path, "wb") as file, pa.ipc.new_stream(file, batch.schema) as writer:
        for _ in range(batches):
            writer.write_batch(batch)


def measured(command, path):
    """(processor seconds, wall seconds) of one run."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with open(path, "rb") as file:
        subprocess.run(command, stdin=file, stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def compare(label, lean, native, path, rounds):
    times = {"lean": [], "native": []}
    for _ in range(rounds):
        for name, command in (("lean", lean), ("native", native)):
            times[name].append(measured(command, path))
    (cpu, wall), (native_cpu, native_wall) = ([statistics.median(column) for column in zip(*times[name])] for name in ("lean", "native"))
    megabytes = os.path.getsize(path) / 1e6
    print(f"| {label} | {megabytes / cpu:.0f} | {megabytes / wall:.0f} | {megabytes / native_cpu:.0f} | {megabytes / native_wall:.0f} "
          f"| {cpu / native_cpu:.2f} | {wall / native_wall:.2f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--native", required=True)
    parser.add_argument("--batches", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    lean, native = options.command, [options.native, "-c"]
    print("| 1 MB batches | lean MB per cpu s | lean MB/s | native MB per cpu s | native MB/s | cpu × | wall × |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        large, small = os.path.join(folder, "large"), os.path.join(folder, "small")
        make(large, options.batches)
        make(small, max(options.batches // 10, 1))
        compare("forward", [*lean, "-c", FORWARD], [*native, FORWARD], large, options.rounds)
        compare("double a column, value by value", [*lean, "-c", DOUBLE], [*native, DOUBLE], small, options.rounds)
        compare("double a column, the endpoint", [*lean, "/support/arrow_endpoint.py"], [*native, DOUBLE], large, options.rounds)
        compare("to_pylist of rows", [*lean, "-c", ROWS], [*native, ROWS], small, options.rounds)


main()
