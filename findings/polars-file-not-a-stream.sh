#!/bin/sh
# The IPC files of polars have no stream inside: the first message lacks its length.
#
# Packages: polars 2.1.0 with polars-runtime-32 2.1.0, pyarrow 26.0.1, nanoarrow 0.9.0 (PyPI).
# Needs:    python3 with venv.
# Expected: behind the magic of an IPC file there is the streaming format (docs/format/Columnar.rst,
#           "IPC File Format": ARROW1, padding, STREAMING FORMAT with EOS, FOOTER), so that one who
#           skips 8 bytes can read it as a stream, from a pipe too.
# Seen:     pyarrow's file can be read so. In that of polars the schema message stands without
#           the continuation marker and its length: nanoarrow and pyarrow refuse the stream. By
#           its footer, pyarrow reads the same file.
# Why:      a guest in WebAssembly, or at the end of a pipe, cannot seek to the footer first.
# Source:   found by running it; not described in polars' documentation, as far as we could find.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    polars==2.1.0 polars-runtime-32==2.1.0 pyarrow==26.0.1 nanoarrow==0.9.0; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
py/bin/python - <<'EOP'
import io
import sys

import nanoarrow
import polars
import pyarrow

frame = polars.DataFrame({"n": [1, None, 3]})
theirs, ours = io.BytesIO(), io.BytesIO()
frame.write_ipc(theirs)
table = pyarrow.ipc.open_file(theirs.getvalue()).read_all()
print("pyarrow reads the file of polars by its footer:", table.to_pydict())
with pyarrow.ipc.new_file(ours, table.schema) as writer:
    writer.write_table(table)
readers = {
    "pyarrow": lambda stream: pyarrow.ipc.open_stream(stream).read_all(),
    "nanoarrow": lambda stream: nanoarrow.ArrayStream.from_readable(stream).read_all(),
}
seen = {}
for writer_name, file in (("pyarrow", ours), ("polars", theirs)):
    data = file.getvalue()
    print(f"{writer_name}'s file from byte 8 on: {data[8:16].hex(' ', 4)}")
    for name, read in readers.items():
        try:
            read(data[8:])
            seen[writer_name, name] = True
        except Exception as error:
            seen[writer_name, name] = False
            print(f"  {name}, as a stream: {str(error)[:90]}")
if [seen[pair] for pair in sorted(seen)] != [False, False, True, True]:
    sys.exit("the behaviour has changed")
EOP
