#!/bin/sh
# polars turns "never" into 1969: the largest timestamp[s] wraps round on import.
#
# Packages: polars 2.1.0 with polars-runtime-32 2.1.0, pyarrow 26.0.1, duckdb 2.0.0 (PyPI).
# Needs:    python3 with venv.
# Expected: polars has no unit of seconds, so it multiplies by 1,000. What then leaves 64 bits
#           is refused (as pyarrow's cast and DuckDB do) or becomes null.
# Seen:     the product wraps: 2^63 - 1 seconds, which programs store for "never
#           expires", reads as -1000 ms, that is 1969-12-31 23:59:59. The least value becomes
#           0, 1970-01-01. So it is for duration[s], and over streams and the C interface.
# Why:      a valid column of a guest in WebAssembly (whose C library counts seconds) passes
#           through polars and comes out as another valid column.
# Source:   found by running it; no mention in the documentation was found.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    pyarrow==26.0.1 duckdb==2.0.0 polars==2.1.0 polars-runtime-32==2.1.0; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
py/bin/python - <<'EOF'
import io
import sys
import duckdb
import polars
import pyarrow

limits = [2**63 - 1, -2**63, 1700000000]
wrapped = 0
for kind, finer in ((pyarrow.timestamp("s"), "TIMESTAMP_MS"), (pyarrow.duration("s"), None)):
    sent = pyarrow.table({"t": pyarrow.array(limits, kind)})
    sink = io.BytesIO()
    with pyarrow.ipc.new_stream(sink, sent.schema) as writer:
        writer.write_table(sent)
    for way, frame in (("C interface", polars.from_arrow(sent)),
                       ("stream", polars.read_ipc_stream(sink.getvalue()))):
        print(f"{kind} by {way}: {frame['t'].dtype}, {frame['t'].to_physical().to_list()}")
        wrapped += frame["t"].to_physical().to_list() == [-1000, 0, 1700000000000]
    try:
        sent["t"].cast(pyarrow.timestamp("ms") if finer else pyarrow.duration("ms"))
        sys.exit("pyarrow no longer refuses")
    except pyarrow.ArrowInvalid as error:
        print("    pyarrow's cast:", error)
    if finer:
        try:
            duckdb.sql(f"SELECT t::{finer} FROM sent").fetchall()
            sys.exit("DuckDB no longer refuses")
        except duckdb.Error as error:
            print("    DuckDB's cast:", str(error).splitlines()[0])
        print("    first value in polars:", frame["t"][0])
if wrapped != 4:
    sys.exit("the behaviour has changed")
EOF
