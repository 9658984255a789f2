#!/usr/bin/env python3
"""The host's side of the Arrow endpoint: pyarrow sends streams to it and compares what comes back.

usage: client_arrow_endpoint.py [--timeout SECONDS] -- COMMAND...
e.g.   client_arrow_endpoint.py -- wasmtime run --dir artifacts/lean/lib::/lib --dir tests/smoke/support::/smoke \\
           artifacts/lean/pylon.wasm /smoke/arrow_endpoint.py

Prints N/N PASS; exit code 0 when all agree, else 1.
"""
import argparse
import io
import subprocess
import sys

import pyarrow as pa
import pyarrow.compute as pc


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
            done = subprocess.run(options.command, input=stream(sent, compression, chunk), capture_output=True, timeout=options.timeout,
                                  check=False)
            if done.returncode != 0:
                raise RuntimeError(f"exit code {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}")
            got = pa.ipc.open_stream(done.stdout).read_all()
            got.validate(full=True)
            if not got.equals(expected):
                raise RuntimeError(f"another table: {got.slice(0, 3)} instead of {expected.slice(0, 3)}")
            passed += 1
        except (RuntimeError, subprocess.TimeoutExpired, pa.ArrowException) as error:
            print(f"{label}: FAIL: {error}")
    print(f"{passed}/{total} PASS")
    sys.exit(0 if passed == total else 1)


main()
