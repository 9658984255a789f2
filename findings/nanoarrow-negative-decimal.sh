#!/bin/sh
# nanoarrow reads a negative Arrow decimal as a huge positive number.
#
# Packages: nanoarrow 0.9.0, pyarrow 26.0.1 (both PyPI).
# Needs:    python3 with venv.
# Expected: to_pylist() of the decimal128 values -1.25 and 1.25 gives -1.25 and 1.25:
#           the format stores a signed two's complement integer.
# Seen:     -1.25 comes out as 3.40E+36 (decimal256: 1.15E+75), without a warning. Positive
#           values are right, and writing the column on unread keeps the right bits, so only
#           Python code that looks at the values is fooled.
# Why:      nanoarrow is the small Arrow library that fits into a Python in WebAssembly;
#           amounts of money come as decimals, and a sum over them is silently wrong.
# Source:   nanoarrow's iterator.py makes an int from the bytes without signed=True; neither
#           the documentation nor a public issue that we could find mentions it.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    nanoarrow==0.9.0 pyarrow==26.0.1; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
py/bin/python - <<'EOF'
import sys
from decimal import Decimal
import nanoarrow
import pyarrow

amounts = [Decimal("-1.25"), Decimal("1.25")]
wrong = 0
for kind in (pyarrow.decimal128(10, 2), pyarrow.decimal256(10, 2)):
    sent = pyarrow.array(amounts, kind)
    sent.validate(full=True)
    seen = nanoarrow.c_array(sent)
    values = nanoarrow.Array(seen).to_pylist()
    print(f"{kind}: sent {[str(a) for a in amounts]}, nanoarrow reads {[str(v) for v in values]}")
    print(f"    handed on to pyarrow unread: {[str(v) for v in pyarrow.array(seen).to_pylist()]}")
    wrong += values[0] > Decimal("1E+30") and values[1] == amounts[1]
if wrong != 2:
    sys.exit("the behaviour has changed")
EOF
