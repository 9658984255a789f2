#!/bin/sh
# polars refuses every list column that arrow-js makes, for want of a name nobody needs.
#
# Packages: apache-arrow 21.2.0 (npm); polars 2.1.0 with polars-runtime-32 2.1.0, pyarrow
#           26.0.1, nanoarrow 0.9.0 (PyPI).
# Needs:    node 20 or later, npm, python3 with venv.
# Expected: tableFromArrays({x: [[1], [2, 3]]}) travels to any other Arrow library: its stream
#           is valid, and lists are the simplest nested type.
# Seen:     arrow-js leaves out the name of the list's item field, which Arrow's Schema.fbs
#           allows in so many words; pyarrow and nanoarrow read the rows, polars stops with
#           "Every field in IPC must have a name". Renaming the item is the cure.
# Why:      embeddings, tags and coordinates are lists. What a browser sends to a service
#           fails or not by which library the service happens to read with.
# Source:   Schema.fbs of Apache Arrow on Field.name; polars' refusal is not documented.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    apache-arrow@21.2.0 && python3 -m venv py && py/bin/pip install -q --no-compile --no-deps \
    --only-binary :all: pyarrow==26.0.1 nanoarrow==0.9.0 polars==2.1.0 \
    polars-runtime-32==2.1.0; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
cat >write.cjs <<'EOF'
const fs = require("fs");
const arrow = require("apache-arrow");
const rows = [[1], [2, 3]];
fs.writeFileSync("js.arrows", arrow.tableToIPC(arrow.tableFromArrays({ x: rows }), "stream"));
const item = new arrow.Field("item", new arrow.Float64(), true);
const named = new arrow.Table({ x: arrow.vectorFromArray(rows, new arrow.List(item)) });
fs.writeFileSync("named.arrows", arrow.tableToIPC(named, "stream"));
EOF
node write.cjs
py/bin/python - <<'EOF'
import sys
import nanoarrow
import polars
import pyarrow

rows = [{"x": [1.0]}, {"x": [2.0, 3.0]}]
sent = open("js.arrows", "rb").read()
table = pyarrow.ipc.open_stream(sent).read_all()
table.validate(full=True)
print("pyarrow:  ", table.schema.field("x").type, table.to_pylist())
small = nanoarrow.ArrayStream.from_readable(sent).read_all().to_pylist()
print("nanoarrow:", small)
assert table.to_pylist() == rows and small == rows
print("polars, with the item named:", polars.read_ipc_stream("named.arrows").to_dicts())
try:
    sys.exit(f"the behaviour has changed: polars reads {polars.read_ipc_stream(sent).to_dicts()}")
except polars.exceptions.ComputeError as error:
    print("polars:   ", error)
    if "must have a name" not in str(error):
        sys.exit("the behaviour has changed")
EOF
