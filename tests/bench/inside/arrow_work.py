"""The Arrow endpoint: streams of record batches of 1 MB, in memory. Seconds are those of one megabyte (10^6 bytes)."""
import array
import io

import nanoarrow as na
import pyperf
from nanoarrow.ipc import InputStream, StreamWriter

ROWS, BATCHES = 62_500, 32  # two columns of eight bytes a row: 10^6 bytes a batch


def batch():
    whole = na.c_array_from_buffers(na.int64(), ROWS, [None, array.array("q", range(ROWS))])
    half = na.c_array_from_buffers(na.float64(), ROWS, [None, array.array("d", range(ROWS))])
    schema = na.struct({"whole": na.int64(), "half": na.float64()})
    return na.c_array_from_buffers(schema, ROWS, [None], children=[whole, half])


def write():
    out = io.BytesIO()
    with StreamWriter.from_writable(out) as writer:
        for _ in range(BATCHES):
            writer.write_array(BATCH)
    return out


BATCH = batch()
STREAM = write().getvalue()
MEGABYTES = len(STREAM) / 1e6


def read():
    with na.ArrayStream.from_readable(io.BytesIO(STREAM)) as stream:
        return sum(len(chunk) for chunk in stream)


def forward():
    out = io.BytesIO()
    with InputStream.from_readable(io.BytesIO(STREAM)) as source, StreamWriter.from_writable(out) as writer:
        writer.write_stream(source)
    return len(out.getvalue())


assert read() == ROWS * BATCHES and forward() == len(STREAM)
runner = pyperf.Runner()
runner.bench_func("read", read, inner_loops=MEGABYTES)
runner.bench_func("write", write, inner_loops=MEGABYTES)
runner.bench_func("forward", forward, inner_loops=MEGABYTES)
