#!/bin/sh
# What arrow-js compresses only arrow-js can read: the length before each buffer is the wrong one.
#
# Packages: apache-arrow 21.2.0, lz4js 0.2.0 (npm); pyarrow 26.0.1, nanoarrow 0.9.0, polars 2.1.0
#           with polars-runtime-32 2.1.0 (PyPI).
# Needs:    node 20 or later, npm, python3 with venv.
# Expected: each compressed buffer begins with its uncompressed length (format/Message.fbs,
#           BodyCompression), so that a stream that arrow-js 21 writes with a registered codec
#           is readable by others.
# Seen:     arrow-js writes the compressed length there. It reads its own stream back, since it
#           does not look at the number; pyarrow, nanoarrow and polars refuse it.
# Why:      a page that compresses what it sends to a guest in WebAssembly works in its own tests.
# Source:   found by running it, and _compressBodyBuffers in ipc/writer.js: byteLength is that of
#           finalBuffer where that of byteBuf is meant.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    apache-arrow@21.2.0 lz4js@0.2.0 && python3 -m venv py && py/bin/pip install -q --no-compile \
    --no-deps --only-binary :all: pyarrow==26.0.1 nanoarrow==0.9.0 polars==2.1.0 \
    polars-runtime-32==2.1.0; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
cat >write.cjs <<'EOJ'
const arrow = require("apache-arrow"), lz4 = require("lz4js");
const codec = { encode: lz4.compress, decode: lz4.decompress };
arrow.compressionRegistry.set(arrow.CompressionType.LZ4_FRAME, codec);
const writer = new arrow.RecordBatchStreamWriter({ compressionType: arrow.CompressionType.LZ4_FRAME });
const table = arrow.tableFromArrays({ n: new Int32Array(1000).fill(7) });
table.batches.forEach((batch) => writer.write(batch));
const sent = writer.finish().toUint8Array(true);
require("fs").writeFileSync("js.arrows", sent);
console.log("arrow-js reads back its", sent.length, "bytes:", arrow.tableFromIPC(sent).numRows, "rows, the last is",
  arrow.tableFromIPC(sent).getChild("n").get(999));
EOJ
node write.cjs
py/bin/python - <<'EOP'
import struct
import sys

import nanoarrow
import polars
import pyarrow

sent = open("js.arrows", "rb").read()
at = sent.index(b"\x04\x22\x4d\x18") - 8
print("the length before the frame is", struct.unpack_from("<q", sent, at)[0], "and should be 4000")
readers = {
    "pyarrow": lambda: pyarrow.ipc.open_stream(sent).read_all(),
    "nanoarrow": lambda: nanoarrow.ArrayStream.from_readable(sent).read_all(),
    "polars": lambda: polars.read_ipc_stream(sent),
}
refused = 0
for name, read in readers.items():
    try:
        read()
        print(name, "reads it")
    except Exception as error:
        print(f"{name}: {str(error)[:110]}")
        refused += 1
if refused != len(readers):
    sys.exit("the behaviour has changed")
EOP
