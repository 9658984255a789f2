#!/usr/bin/env python3
"""Writes tests/smoke/data/{plain,zstd,lz4}.arrows, the same table by a foreign writer (pyarrow), for arrow_ipc.py to read.

usage: make_arrow_streams.py        with pyarrow
"""
import datetime
import pathlib

import pyarrow as pa

ROWS = 600


def table():
    rows = range(ROWS)
    return pa.table({
        "id": pa.array(rows, pa.int64()),
        "maybe": pa.array([None if n % 7 == 0 else n * n for n in rows], pa.int32()),
        "half": pa.array([n / 2 for n in rows], pa.float64()),
        "name": pa.array([None if n % 11 == 0 else f"row {n} é" for n in rows], pa.string()),
        "even": pa.array([n % 2 == 0 for n in rows], pa.bool_()),
        "list": pa.array([list(range(n % 4)) for n in rows], pa.list_(pa.int16())),
        "point": pa.array([{"x": n, "y": -n} for n in rows]),
        "day": pa.array([datetime.date(2025, 1, 1) + datetime.timedelta(days=n) for n in rows], pa.date32()),
    })


for name in ("plain", "zstd", "lz4"):
    options = pa.ipc.IpcWriteOptions(compression=None if name == "plain" else name)
    path = pathlib.Path(__file__).parent.parent / f"data/{name}.arrows"
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, table().schema, options=options) as writer:
        writer.write_table(table(), max_chunksize=250)
    print(path, path.stat().st_size, "bytes")
