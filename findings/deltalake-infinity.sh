#!/bin/sh
# A filter on a Delta table misses every row of a file that holds one infinity.
#
# Packages: deltalake 1.6.6, arro3-core 0.9.1, Deprecated 1.3.1, wrapt 2.5.2,
#           typing_extensions 4.16.0, pyarrow 26.0.1 (all PyPI).
# Needs:    python3 with venv.
# Expected: to_pyarrow_dataset() filters as pyarrow does over the same column, the Parquet file
#           itself, and as deltalake's own SQL engine does over the same table.
# Seen:     of 1.0 and infinity, x == 1.0 gives no row, nor do x < 100 and x > 100. JSON has no
#           infinity: the table's log says "maxValues": {"x": null}, and the dataset takes the
#           missing bound for a comparison with null, which nothing passes. Of 1.0, 5.0 and NaN,
#           x < 100 gives the NaN as well: the bounds leave it out, and so it is never looked at.
# Why:      Arrow columns of scores, distances and logarithms have infinities. They are stored
#           whole and read whole; with a filter, which is how tables are read, rows are missing.
# Source:   found by running it; issue 1411 of delta-io/delta-rs, closed in 2023, is an older
#           form of it, a table that could not be read.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    deltalake==1.6.6 arro3-core==0.9.1 Deprecated==1.3.1 wrapt==2.5.2 \
    typing_extensions==4.16.0 pyarrow==26.0.1; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
py/bin/python - <<'EOF'
import glob
import json
import sys
import deltalake
import pyarrow
import pyarrow.compute as compute
import pyarrow.dataset as dataset

x = compute.field("x")
infinity, nan = float("inf"), float("nan")
questions = {"x == 1.0": x == 1.0, "x >= 1.0": x >= 1.0, "x < 100": x < 100, "x > 100": x > 100}
expected = {"infinity": [(1, 0, 1), (2, 2, 2), (1, 0, 1), (1, 0, 1)],
            "nan": [(1, 1, 1), (2, 3, 3), (2, 3, 2), (0, 0, 0)]}
same = True
for name, values in (("infinity", [1.0, infinity]), ("nan", [1.0, 5.0, nan])):
    deltalake.write_deltalake(name, pyarrow.table({"x": values}))
    log, = glob.glob(f"{name}/_delta_log/*.json")
    for action in map(json.loads, open(log)):
        if "add" in action:
            print(values, "log:", action["add"]["stats"])
    table = deltalake.DeltaTable(name)
    file, = glob.glob(f"{name}/*.parquet")
    engine = deltalake.QueryBuilder().register("t", table)
    for (text, question), counts in zip(questions.items(), expected[name]):
        sql = engine.execute(f"SELECT x FROM t WHERE {text.replace('==', '=')}")
        seen = (dataset.dataset(file).to_table(filter=question).num_rows,
                table.to_pyarrow_dataset().to_table(filter=question).num_rows,
                pyarrow.table(sql.read_all() if hasattr(sql, "read_all") else sql).num_rows)
        print(f"    {text}: rows by file {seen[0]}, to_pyarrow_dataset {seen[1]}, SQL {seen[2]}")
        same = same and seen == counts
if not same:
    sys.exit("the behaviour has changed")
EOF
