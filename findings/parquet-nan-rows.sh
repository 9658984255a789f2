#!/bin/sh
# DuckDB counts other rows of a Parquet file by who wrote it, where a column has a NaN.
#
# Packages: duckdb 2.0.0, pyarrow 26.0.1, polars 2.1.0 with polars-runtime-32 2.1.0 (all PyPI).
# Needs:    python3 with venv.
# Expected: DuckDB orders NaN above all numbers, so of 1, 5 and NaN one is greater than 5, in memory
#           and from a file, whoever wrote it.
# Seen:     one from a file of DuckDB's own, none from one of pyarrow or polars; and x <= 5 gives
#           all three rows of those, NaN among them. Parquet's bounds leave NaN out by
#           definition, and DuckDB takes them for bounds of everything. pyarrow loses a NaN by
#           x != 5 likewise when a file has 5 and NaN alone. polars answers alike each time.
# Why:      a missing measurement is a NaN to NumPy and to JavaScript. The same rows pass or fail a
#           filter by the library that wrote them, and by whether they went through a file.
# Source:   known to those who look: duckdb issue 25521 and datafusion issue 15812 are open;
#           "ColumnOrder" in parquet.thrift tells readers to ignore the bounds when they seek NaN.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    duckdb==2.0.0 pyarrow==26.0.1 polars==2.1.0 polars-runtime-32==2.1.0; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
py/bin/python - <<'EOF'
import sys
import duckdb
import polars
import pyarrow
import pyarrow.compute as compute
import pyarrow.dataset as dataset
import pyarrow.parquet as parquet

nan = float("nan")
sent = pyarrow.table({"x": [1.0, 5.0, nan]})
duckdb.execute("CREATE TABLE memory AS SELECT unnest([1, 5, 'nan'::DOUBLE]) AS x").fetchall()
duckdb.execute("COPY memory TO 'duckdb.parquet' (FORMAT parquet)").fetchall()
parquet.write_table(sent, "pyarrow.parquet")
polars.from_arrow(sent).write_parquet("polars.parquet")

seen = {}
for source in ("memory", "duckdb.parquet", "pyarrow.parquet", "polars.parquet"):
    table = source if source == "memory" else f"'{source}'"
    seen[source] = [duckdb.execute(f"SELECT count(*) FROM {table} WHERE x {test}").fetchone()[0]
                    for test in ("> 5", "<= 5")]
    if source != "memory":
        frame = polars.scan_parquet(source)
        seen[source] += [frame.filter(polars.col("x") > 5).collect().height,
                         frame.filter(polars.col("x") <= 5).collect().height]
    print(f"{source:16} rows x > 5 and x <= 5 by DuckDB {seen[source][:2]}",
          f"by polars {seen[source][2:]}" if source != "memory" else "")

pair = pyarrow.table({"x": [5.0, nan]})
parquet.write_table(pair, "pair.parquet")
other = compute.field("x") != 5.0
rows = (dataset.InMemoryDataset(pair).to_table(filter=other).num_rows,
        dataset.dataset("pair.parquet").to_table(filter=other).num_rows)
print(f"of 5 and NaN x != 5 by pyarrow: {rows[0]} row in memory, {rows[1]} from the file")
if rows != (1, 0) or seen != {"memory": [1, 2], "duckdb.parquet": [1, 2, 1, 2],
                              "pyarrow.parquet": [0, 3, 1, 2], "polars.parquet": [0, 3, 1, 2]}:
    sys.exit("the behaviour has changed")
EOF
