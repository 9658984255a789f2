#!/usr/bin/env python3
"""The host's side of the Arrow endpoint: pyarrow sends streams to it and compares what comes back.

usage: client_arrow_endpoint.py [--timeout SECONDS] -- COMMAND...
e.g.   client_arrow_endpoint.py -- wasmtime run --dir tests/smoke/support::/smoke \\
           artifacts/lean/pylon.wasm /smoke/arrow_endpoint.py

Prints N/N PASS; exit code 0 when all agree, else 1.
"""
import argparse
import io
import pathlib
import subprocess
import sys

import pyarrow as pa
import pyarrow.compute as pc

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2]))
import started

END = b"\xff\xff\xff\xff\0\0\0\0"


def stream(table, compression, chunk):
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema, options=pa.ipc.IpcWriteOptions(compression=compression)) as writer:
        writer.write_table(table, max_chunksize=chunk)
    return out.getvalue()


def table(rows, value):
    return pa.table({
        "id": pa.array(range(rows), pa.int64()),
        "value": value,
        "name": pa.array([None if n % 5 == 0 else f"name {n}" for n in range(rows)], pa.string()),
        "tags": pa.array([[f"t{k}" for k in range(n % 3)] for n in range(rows)], pa.list_(pa.string())),
        "when": pa.array(range(rows), pa.timestamp("us", "UTC")),
    })


def cases():
    floats = table(1000, pa.array([None if n % 3 == 0 else n / 4 for n in range(1000)], pa.float64()))
    yield "float64 with nulls", floats, None, 300
    yield "zstd", floats, "zstd", 300
    yield "lz4", floats, "lz4", 300
    yield "one batch", floats, None, 1000
    yield "int32", table(500, pa.array(range(500), pa.int32())), "zstd", 500
    yield "sliced", floats.slice(13, 400), None, 100
    yield "no rows", floats.slice(0, 0), None, 100
    yield "20,000 rows", table(20000, pa.array(range(20000), pa.int64())), "zstd", 4096


def failures():
    """(label, what is sent): each must fail, without the end marker that would make what was written a whole stream."""
    whole = stream(table(6, pa.array(range(6), pa.int64())), None, 2)
    yield "cut in a batch", whole[:-150]
    yield "cut between batches", whole[:-8]
    yield "too large to double", stream(table(2, pa.array([1, 2**62], pa.int64())), None, 1)
    yield "JSON", b'{"value": 1}\n' * 10


def must_fail(label, sent, options):
    """What is wrong with how the endpoint takes what it cannot answer; "" for nothing."""
    done = started.run(options.command, input=sent, timeout=options.timeout)
    if done.returncode == 0:
        return "exit code 0"
    if done.stdout.endswith(END):
        return "the output ends with the end marker"
    if len(done.stderr.decode().splitlines()) != 1:
        return f"not one line on stderr: {done.stderr.decode()[-500:]}"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--timeout", type=int, default=120)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()

    passed = total = 0
    for label, sent, compression, chunk in cases():
        total += 1
        expected = sent.set_column(1, "value", pc.multiply(sent["value"], 2).cast(sent["value"].type))
        try:
            done = started.run(options.command, input=stream(sent, compression, chunk), timeout=options.timeout)
            if done.returncode != 0:
                raise RuntimeError(f"exit code {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}")
            got = pa.ipc.open_stream(done.stdout).read_all()
            got.validate(full=True)
            if not got.equals(expected):
                raise RuntimeError(f"another table: {got.slice(0, 3)} instead of {expected.slice(0, 3)}")
            passed += 1
        except (RuntimeError, subprocess.TimeoutExpired, pa.ArrowException) as error:
            print(f"{label}: FAIL: {error}")
    for label, sent in failures():
        total += 1
        found = must_fail(label, sent, options)
        passed += not found
        if found:
            print(f"{label}: FAIL: {found}")
    print(f"{passed}/{total} PASS")
    sys.exit(0 if passed == total else 1)


main()
