#!/bin/sh
# nanoarrow takes the compressed bytes of a dictionary for its values.
#
# Packages: nanoarrow 0.9.0, pyarrow 26.0.1 (both PyPI).
# Needs:    python3 with venv.
# Expected: a stream with a dictionary column reads the same with and without LZ4 or zstd
#           (nanoarrow decompresses both codecs), or it is refused.
# Seen:     the indices are decompressed, the dictionary's own buffers are not: [10, 20, 30]
#           becomes 24 (the length that stands before each compressed buffer) and bytes of
#           the codec's frame, read as integers. No error, no warning. The plain column
#           beside it is right.
# Why:      categorical columns (pandas, polars, R factors) travel as dictionaries, and
#           compression is a switch of the sender: flipping it corrupts what a nanoarrow in
#           WebAssembly computes, at the other end of the pipe.
# Source:   found by running it; dictionaries and compression are each documented as
#           supported, their combination is not mentioned.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    nanoarrow==0.9.0 pyarrow==26.0.1; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
py/bin/python - <<'EOF'
import io
import sys
import nanoarrow
import pyarrow

def stream(batch, codec):
    sink = io.BytesIO()
    options = pyarrow.ipc.IpcWriteOptions(compression=codec)
    with pyarrow.ipc.new_stream(sink, batch.schema, options=options) as writer:
        writer.write_batch(batch)
    return sink.getvalue()

values = [10, 20, 30, 10]
batch = pyarrow.record_batch(
    {"coded": pyarrow.array(values).dictionary_encode(), "plain": pyarrow.array(values)})
right = {}
for codec in (None, "lz4", "zstd"):
    sent = stream(batch, codec)
    assert pyarrow.ipc.open_stream(sent).read_all()["coded"].to_pylist() == values
    rows = nanoarrow.ArrayStream.from_readable(sent).read_all().to_pylist()
    coded = [row["coded"] for row in rows]
    print(f"compression {codec}: coded {coded}, plain {[row['plain'] for row in rows]}")
    assert [row["plain"] for row in rows] == values
    right[codec] = coded == values
if right != {None: True, "lz4": False, "zstd": False}:
    sys.exit("the behaviour has changed")
EOF
