#!/bin/sh
# arrow-js fills a missing key with false, "" or NaN, where every other reader of JSON says null.
#
# Packages: apache-arrow 21.2.0 (npm), pyarrow 26.0.1 (PyPI).
# Needs:    node 20 or later, npm, python3 with venv.
# Expected: tableFromJSON([{n: 1, flag: true}, {n: 2}]) has a null in the second row of
#           `flag`, as pyarrow's Table.from_pylist has for the same rows.
# Seen:     false; "" for text; NaN for numbers; the column's nullCount is 0. An explicit null
#           in the same place is kept as a null. (A missing bigint, Date or list is an error.)
# Why:      objects with optional keys are the commonest JSON there is; the stream that goes
#           to a Python in WebAssembly then holds answers nobody gave, and no later step can
#           tell them from real ones.
# Source:   found by running it: `undefined` is not among the builders' null values.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    apache-arrow@21.2.0 && python3 -m venv py && py/bin/pip install -q --no-compile --no-deps \
    --only-binary :all: pyarrow==26.0.1; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
cat >rows.json <<'EOF'
[{"n": 1, "flag": true, "text": "x", "real": 1.5, "given": 1},
 {"n": 2, "given": null}]
EOF
cat >write.cjs <<'EOF'
const fs = require("fs");
const { tableFromJSON, tableToIPC } = require("apache-arrow");
const table = tableFromJSON(JSON.parse(fs.readFileSync("rows.json")));
fs.writeFileSync("js.arrows", tableToIPC(table, "stream"));
EOF
node write.cjs
py/bin/python - <<'EOF'
import json
import sys
import pyarrow

python = pyarrow.Table.from_pylist(json.load(open("rows.json")))
script = pyarrow.ipc.open_stream(open("js.arrows", "rb").read()).read_all()
second = {}
for name in python.column_names:
    second[name] = script[name][1].as_py()
    print(f"{name}, row 2: pyarrow {python[name][1].as_py()!r}, arrow-js {second[name]!r}"
          f" ({script[name].type}, {script[name].null_count} nulls)")
if repr(second) != "{'n': 2.0, 'flag': False, 'text': '', 'real': nan, 'given': None}":
    sys.exit("the behaviour has changed")
EOF
