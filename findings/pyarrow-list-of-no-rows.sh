#!/bin/sh
# A list column of no rows, as pyarrow sends it, others refuse: its one offset is beyond what was sent of its values.
#
# Packages: pyarrow 26.0.1, nanoarrow 0.9.0, polars 2.1.0 (PyPI).
# Needs:    python3 with venv.
# Expected: what pyarrow sends of a column without rows others can read.
# Seen:     pyarrow writes the offset that the column has in memory, 2 here, and leaves the values out. It reads that itself;
#           nanoarrow and polars want two values.
# Why:      which batch is empty depends on the data: one that nothing is in ends the reader's stream with an error.
# Source:   format/Columnar.rst, variable-size list layout: offsets lie within the child array.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: nanoarrow==0.9.0 pyarrow==26.0.1 \
    polars==2.1.0 polars-runtime-32==2.1.0; } >pip.log 2>&1 || { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
cat >empty.py <<'EOF'
import io

import nanoarrow
import polars
import pyarrow

column = pyarrow.ListArray.from_arrays(pyarrow.array([2], pyarrow.int32()), pyarrow.array([1, 2, 3]))
batch = pyarrow.record_batch([column], ["c"])
out = io.BytesIO()
with pyarrow.ipc.new_stream(out, batch.schema) as writer:
    writer.write_batch(batch)
readers = {
    "pyarrow": lambda stream: pyarrow.ipc.open_stream(stream).read_all().num_rows,
    "polars": lambda stream: polars.read_ipc_stream(stream).height,
    "nanoarrow": lambda stream: len(nanoarrow.ArrayStream.from_readable(stream).read_all()),
}
for name, read in readers.items():
    try:
        print(f"{name}: {read(io.BytesIO(out.getvalue()))} rows")
    except Exception as error:
        print(f"{name}: {str(error).split(': ', 1)[-1]}")
EOF
seen=$(py/bin/python empty.py)
echo "$seen"
[ "$seen" = "pyarrow: 0 rows
polars: offsets must not exceed the values length
nanoarrow: Expected child of list array to have length >= 2 but found array with length 0" ] || { echo "the behaviour has changed" >&2; exit 1; }
