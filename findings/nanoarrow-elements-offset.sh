#!/bin/sh
# A part of a buffer is asked for, and all of it comes: for half floats, decimals and fixed-size binary.
#
# Packages: nanoarrow 0.9.0, pyarrow 26.0.1 (PyPI).
# Needs:    python3 with venv.
# Expected: CBufferView.elements(offset, length) yields `length` elements from `offset` on, whatever
#           the buffer's type: that is how a slice of an array is read.
# Seen:     so it is for integers and floats of 32 and 64 bits. For half_float, decimal128 and
#           fixed_size_binary both numbers are ignored, and every element comes, from the first on.
# Why:      who walks a slice of an Arrow array by its buffers reads other rows than were sent, and
#           nothing says so.
# Source:   the method's parameters are called offset and length; it has no other documentation.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: nanoarrow==0.9.0 pyarrow==26.0.1; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
cat >slice.py <<'EOF'
import decimal
import nanoarrow
import pyarrow

for type, values in ((pyarrow.int16(), [1, 2, 3, 4]), (pyarrow.float32(), [1.0, 2.0, 3.0, 4.0]), (pyarrow.float16(), [1.0, 2.0, 3.0, 4.0]),
                     (pyarrow.binary(2), [b"aa", b"bb", b"cc", b"dd"]), (pyarrow.decimal128(9, 0), [*map(decimal.Decimal, "1234")])):
    data = nanoarrow.c_array(pyarrow.array(values, type)).view().buffer(1)
    print(type, "elements(2, 2) are", len(list(data.elements(2, 2))))
EOF
seen=$(py/bin/python slice.py)
echo "$seen"
[ "$seen" = "int16 elements(2, 2) are 2
float elements(2, 2) are 2
halffloat elements(2, 2) are 4
fixed_size_binary[2] elements(2, 2) are 4
decimal128(9, 0) elements(2, 2) are 4" ] || { echo "the behaviour has changed" >&2; exit 1; }
