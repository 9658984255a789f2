#!/bin/sh
# DuckDB keeps nanoseconds of an Arrow timestamp, and drops those of a duration.
#
# Packages: duckdb 2.0.0, pyarrow 26.0.1 (both PyPI).
# Needs:    python3 with venv.
# Expected: "SELECT * FROM table" over an Arrow table gives back the values that were sent, as
#           it does for timestamp[ns] and time64[ns] since these have types of their own; or
#           an error, as DuckDB gives for a timestamp that does not fit.
# Seen:     duration[ns] and month_day_nano_interval become INTERVAL, which counts
#           microseconds; the rest is cut off silently, towards zero, and what comes back is
#           called month_day_nano_interval: its type promises nanoseconds.
# Why:      two timestamps pass unharmed while their difference, computed by the sender, does
#           not, so a check on one column says nothing about the other.
# Source:   half documented: DuckDB's manual says that an INTERVAL counts microseconds; that
#           Arrow's columns are cut to them was found by running it.
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

sent = pyarrow.table({
    "stamp": pyarrow.array([1999, -1999], pyarrow.timestamp("ns")),
    "clock": pyarrow.array([1999, 999], pyarrow.time64("ns")),
    "took": pyarrow.array([1999, -1999], pyarrow.duration("ns")),
    "span": pyarrow.array([(1, 2, 1999), (0, 0, -1999)], pyarrow.month_day_nano_interval()),
})
back = duckdb.sql("SELECT * FROM sent").to_arrow_table()
seen = {}
for name in sent.column_names:
    nanoseconds = [v.as_py().nanoseconds if "interval" in str(v.type) else v.value
                   for v in back[name]]
    print(f"{name}: {sent[name].type} 1999 ns -> {back[name].type} {nanoseconds} ns")
    seen[name] = nanoseconds
if seen != {"stamp": [1999, -1999], "clock": [1999, 999],
            "took": [1000, -1000], "span": [1000, -1000]}:
    sys.exit("the behaviour has changed")
EOF
