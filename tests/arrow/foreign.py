"""What the Arrow endpoint must refuse: what is no stream, and streams and files that cannot be read right."""
import bz2
import gzip
import lzma
import struct

import pyarrow as pa

import streams


def refused():
    """(name, bytes, a word of the error): what is no stream, or none that can be read right."""
    batch = pa.record_batch({"c": pa.array([1, 2, 3])})
    stream = streams.written(batch.schema, [batch, batch])
    for name, module in (("gzip", gzip), ("bzip2", bz2), ("xz", lzma)):
        yield name, module.compress(stream), name
    for codec, word in (("zstd", "Zstandard"), ("lz4", "LZ4"), ("snappy", ""), ("brotli", "")):
        yield f"{codec} around it", pa.compress(stream, codec=codec, asbytes=True), word
    for text, word in (("id,name\n1,x\n", "CSV"), ('{"a": 1}\n', "JSON"), ("\n [1, 2]", "JSON"), ("<!DOCTYPE html>", "text")):
        yield text[:8], text.encode(), word
        yield text[:8] + " in UTF-16", text.encode("utf-16"), "UTF-16"
    for magic, word in ((b"PAR1", "Parquet"), (b"FEA1", "Feather"), (b"ORC", "ORC"), (b"Obj\1", "Avro"), (b"PK\3\4", "ZIP"), (b"\x89PNG\r\n\x1a\n", ""),
                        (b"\x93NUMPY\1\0v\0", ""), (b"\x7fELF", ""), (b"\0asm\1\0\0\0", ""), (b"\x80\4\x95\x0b\0\0\0\0\0\0\0", "")):
        yield repr(magic), magic + bytes(60), word
    yield "nothing", b"", "nothing"
    for marker in (b"\xff" * 4 + bytes(4), bytes(8), bytes(1000)):
        yield f"an end marker, {len(marker)} bytes", marker, "before its schema"
    for size in (1, 2**24 + 8, 2**28, 2**31 - 1, 2**31, 2**32 - 2):
        yield f"{size} bytes of metadata", b"\xff" * 4 + struct.pack("<I", size) + stream[8:], ""
    start = len(streams.written(batch.schema, [])) - 8
    yield "no schema", stream[start:], "expected Schema"
    yield "two schemas", stream[:start] + stream, "expected RecordBatch"
    yield "no end marker", stream[:-8], "end marker"
    yield "schema without end marker", stream[:start], "end marker"
    file = streams.written_file([batch, batch])
    yield "a file without footer", file[:file.rindex(b"\xff" * 4) + 8], "footer"
    yield "a file cut in its footer", file[:-10], "footer"
    second = file.index(b"\xff" * 4, file.index(b"\xff" * 4, 16) + 4)
    third = file.index(b"\xff" * 4, second + 4)
    yield "a file that lacks a batch", file[:second] + file[third:], "footer"
    for levels in (33, 60, 200):
        kind = pa.int8()
        for _ in range(levels):
            kind = pa.list_(kind)
        yield f"{levels} lists", streams.written(pa.schema({"c": kind}), []), "nest"
    yield "NUL in a name", streams.written((odd := pa.record_batch([pa.array([1])], ["a\0b"])).schema, [odd]), "NUL"
    texts = pa.Array.from_buffers(pa.string(), 2, [None, pa.py_buffer(struct.pack("<3i", 0, 9, 2)), pa.py_buffer(b"abcdefghi")])
    yield "offsets that go back", streams.written((odd := pa.record_batch([texts], ["c"])).schema, [odd]), ""
