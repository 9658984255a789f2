#!/bin/sh
# DuckDB hands its largest unsigned integer to Arrow as -1.
#
# Packages: duckdb 2.0.0, pyarrow 26.0.1 (both PyPI).
# Needs:    python3 with venv.
# Expected: a UHUGEINT (128 bits, unsigned) that Arrow's decimal128 cannot hold is an error,
#           as the same value is in pyarrow and as DuckDB's own cast to DECIMAL(38,0) is.
# Seen:     the 128 bits are copied into a decimal128(38, 0), which is signed: 2^128 - 1
#           becomes -1, and a HUGEINT of 39 digits becomes a decimal that Arrow's own
#           validate(full=True) refuses. fetchall() gives the right numbers.
# Why:      a query's result goes to a guest in WebAssembly as an Arrow stream. Hashes, UUIDs
#           as numbers and sums of 64-bit integers live in these types.
# Source:   reported for 1.5.5 as duckdb/duckdb-python issue 568; still so in 2.0.0.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    duckdb==2.0.0 pyarrow==26.0.1; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
py/bin/python - <<'EOF'
import sys
import duckdb
import pyarrow

query = f"SELECT {2**128 - 1}::UHUGEINT AS u, {2**127 - 1}::HUGEINT AS h"
print("fetchall:", duckdb.sql(query).fetchall())
try:
    duckdb.sql(f"SELECT ({2**128 - 1}::UHUGEINT)::DECIMAL(38,0)").fetchall()
    sys.exit("the behaviour has changed: DuckDB casts it")
except duckdb.ConversionException as error:
    print("as DECIMAL(38,0):", str(error).splitlines()[0])
table = duckdb.sql(query).to_arrow_table()
print("Arrow:", table.schema.field("u").type, table.to_pylist())
refused = False
try:
    table.validate(full=True)
except pyarrow.ArrowInvalid as error:
    print("validate:", error)
    refused = True
if table["u"].to_pylist() != [-1] or not refused:
    sys.exit("the behaviour has changed")
EOF
