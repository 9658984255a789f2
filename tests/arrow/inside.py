"""Runs inside pylon.wasm for clients.py: answers one stream after another, damaged ones too.

stdin:  for each stream 4 bytes with its length (little-endian) and the stream.
stdout: for each 1 byte, E or S, and 4 bytes with the length of what follows: the error's text, or two streams with 4 bytes of length
        before each: the batches as they were read, and what `from_columns` makes of `to_columns` (empty where that fails: then
        the text of the error stands there, after 4 zero bytes).
"""
import io
import struct
import sys
import warnings

import nanoarrow as na
import pylon_arrow

warnings.simplefilter("ignore")


def written(schema, batches, compression=None):
    out = io.BytesIO()
    with pylon_arrow.open_output(out, schema, compression=compression) as target:
        for batch in batches:
            target.write(batch)
    return out.getvalue()


def answer(data):
    with pylon_arrow.open_input(data) as source:
        batches = list(source)
        schema = source.schema
    for batch in batches:  # lists made at once, and value by value
        at_once, one_by_one = batch.to_pylist(), list(batch.iter_py())
        if repr(at_once) != repr(one_by_one):
            raise AssertionError(f"to_pylist() gives {at_once}, iter_py() {one_by_one}"[:500])
    passed = written(schema, batches, "lz4")
    try:
        if not schema.n_fields:
            rebuilt = passed
        else:
            rebuilt = written(schema, [pylon_arrow.from_columns(pylon_arrow.to_columns(batch), schema) for batch in batches])
    except Exception as error:
        rebuilt = b"\0\0\0\0" + repr(error).encode()
    return b"".join(struct.pack("<I", len(part)) + part for part in (passed, rebuilt))


source, target = sys.stdin.buffer, sys.stdout.buffer
while prefix := source.read(4):
    data = source.read(struct.unpack("<I", prefix)[0])
    try:
        kind, content = b"S", answer(data)
    except Exception as error:
        kind, content = b"E", f"{type(error).__name__}: {error}".encode()
    target.write(kind + struct.pack("<I", len(content)) + content)
    target.flush()
