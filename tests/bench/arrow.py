"""The Arrow endpoint as a process, next to native nanoarrow."""
import os
import pathlib
import subprocess
import tempfile
import time

import native
from measure import PROJECT, row
from speed import Artifact

FORWARD = """
import sys, nanoarrow as na
from nanoarrow.ipc import StreamWriter
with StreamWriter.from_writable(sys.stdout.buffer) as writer:
    writer.write_stream(na.ArrayStream.from_readable(sys.stdin.buffer))
"""
# The same between two files of a folder: a host's standard streams have no part in it
COPY = """
import nanoarrow as na
from nanoarrow.ipc import StreamWriter
with open("FOLDER/large", "rb", 0) as source, open("FOLDER/copy", "wb", 0) as target, StreamWriter.from_writable(target) as writer:
    writer.write_stream(na.ArrayStream.from_readable(source))
"""
ROWS = "import sys, nanoarrow as na\nfor batch in na.ArrayStream.from_readable(sys.stdin.buffer): batch.to_pylist()"
# What the endpoint does by a kernel of pylon_arrow, as one writes it with nanoarrow alone
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
# What makes the streams: build/venv's Python, which has pyarrow
MAKE = """
import sys, pyarrow as pa
path, batches, rows = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
batch = pa.record_batch({"id": pa.array(range(rows)), "value": pa.array([n / 4 for n in range(rows)])})
with pa.OSFile(path, "wb") as file, pa.ipc.new_stream(file, batch.schema) as writer:
    for _ in range(batches):
        writer.write_batch(batch)
"""


class Streamed:
    """A finished process that was fed a file, by a pipe or as it is: seconds of processors and by the clock, peak bytes."""

    def __init__(self, command, path, by_pipes):
        start = time.perf_counter()
        with open(path, "rb") as file:
            feeder = subprocess.Popen(["cat"], stdin=file, stdout=subprocess.PIPE) if by_pipes else None
            process = subprocess.Popen(list(map(str, command)), stdin=feeder.stdout if feeder else file,
                                       stdout=subprocess.PIPE if by_pipes else subprocess.DEVNULL)
        if feeder:
            feeder.stdout.close()
            while os.read(process.stdout.fileno(), 1 << 20):
                pass
            process.stdout.close()
        _, status, usage = os.wait4(process.pid, 0)
        if feeder:
            feeder.wait()
        self.wall, self.cpu, self.peak = time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
        self.megabytes = os.path.getsize(path) / 1e6
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(f"exit code {process.returncode}: {' '.join(map(str, command))}")


def in_turn(runs, *commands, by_pipes=False, alone=False):
    """Each (path, command) so often, one after the other, after a round that is not counted: [[Streamed…] of the first, …].

    `alone`: both ends of the pipes share one processor with the command.
    """
    processors = os.sched_getaffinity(0)
    try:
        if alone:
            os.sched_setaffinity(0, {max(processors)})
        rounds = [[Streamed(command, path, by_pipes) for path, command in commands] for _ in range(runs + 1)]
    finally:
        os.sched_setaffinity(0, processors)
    return list(zip(*rounds[1:]))


def bench(options):
    """Streams of record batches of 1 MB through processes, start included: lean under wasmtime (`.cwasm`, ours), native Python with
    nanoarrow's wheel (theirs). Both run the same program, but for the endpoint that doubles a column: natively value by value, on a tenth
    of the batches.
    """
    python = ["env", f"PYTHONPATH={native.packages()}", *native.python(), "-c"]
    runs, rows = 5 if options.quick else 15, []
    with tempfile.TemporaryDirectory() as scratch:
        large, small, one = (pathlib.Path(scratch) / name for name in ("large", "small", "one"))
        for path, batches, count in ((large, 200, 62_500), (small, 20, 62_500), (one, 1, 18_750_000)):
            subprocess.run([PROJECT / "build/venv/bin/python", "-c", MAKE, path, str(batches), str(count)], check=True)
        lean = Artifact(PROJECT / "artifacts/lean", "lean", scratch)
        support = {"/support": PROJECT / "tests/smoke/support"}
        ours, theirs = lean.ahead("-c", FORWARD), [*python, FORWARD]

        def add(what, pair, figure, unit, bar):
            rows.append(row(what, *([figure(run) for run in group] for group in pair), unit=unit, bar=bar))

        # Wasmtime reads standard input in a thread of its own and writes to a pipe 4 KiB at a time (findings/wasmtime-stdout-pieces.sh).
        # With a second processor each piece is a wake-up of somebody who waits there, which in a virtual machine costs more than the work.
        ways = {"on one processor": True, "on all": False}
        for how, by_pipes in (("from a file", False), ("through pipes", True)):
            for where, alone in ways.items():
                pair = in_turn(runs, (large, ours), (large, theirs), by_pipes=by_pipes, alone=alone)
                add(f"forward 200 batches {how}, {where}, cpu", pair, lambda run: run.cpu * 1e3, "ms", "≤ 1.3")
        inside = lean.ahead("-c", COPY.replace("FOLDER", "/scratch"), folders={"/scratch": scratch})
        pair = in_turn(runs, (large, inside), (large, [*python, COPY.replace("FOLDER", str(scratch))]))
        add("forward 200 batches from file to file, cpu", pair, lambda run: run.cpu * 1e3, "ms", "≤ 1.3")
        # Value by value takes seconds: a tenth of the batches is enough
        for where, alone in ways.items():
            pair = in_turn(runs, (large, lean.ahead("/support/arrow_endpoint.py", folders=support)), (small, [*python, DOUBLE]), alone=alone)
            add(f"double a column, the endpoint, {where}", pair, lambda run: run.megabytes / run.wall, "MB/s", "≥ 400 MB/s")
        pair = in_turn(runs, (small, lean.ahead("-c", ROWS)), (small, [*python, ROWS]))
        add("`to_pylist` of the rows of 20 batches, MB a second of processor", pair, lambda run: run.megabytes / run.cpu, "MB/s", "≥ 27 MB/s")
        add("forward one batch of 300 MB, peak of memory", in_turn(1, (one, ours), (one, theirs)), lambda run: run.peak / 1e6, "MB", "≤ 700 MB")
    return {"rows": rows}
