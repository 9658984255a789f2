#!/bin/sh
# arrow-js puts the time of day into a date64, which has none.
#
# Packages: apache-arrow 21.2.0 (npm), pyarrow 26.0.1 (PyPI).
# Needs:    node 20 or later, npm, python3 with venv.
# Expected: a date64 holds whole days (format/Schema.fbs, Date: "values evenly divisible by
#           86400000"), so that DateMillisecond either cuts a JavaScript Date to its day or refuses it.
# Seen:     vectorFromArray([new Date("2024-02-29T12:30:15.250Z")], new DateMillisecond()) has all
#           of its milliseconds. pyarrow's full validation refuses the stream;
#           without it, to_pylist() shows the day alone, and two equal days are not equal.
# Why:      a Date is what a page in the browser has; the time of day is lost without a word in a
#           guest that takes the type at its word.
# Source:   found by running it; not described, as far as we could find.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    apache-arrow@21.2.0 && python3 -m venv py && py/bin/pip install -q --no-compile --no-deps \
    --only-binary :all: pyarrow==26.0.1; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
cat >write.cjs <<'EOJ'
const { DateMillisecond, Table, tableToIPC, vectorFromArray } = require("apache-arrow");
const when = vectorFromArray([new Date("2024-02-29T12:30:15.250Z"), new Date("2024-02-29T00:00:00Z")],
  new DateMillisecond());
console.log("arrow-js:", `${when.type}`, [...when].map((each) => new Date(each).toISOString()));
require("fs").writeFileSync("js.arrows", tableToIPC(new Table({ when }), "stream"));
EOJ
node write.cjs
py/bin/python - <<'EOP'
import sys

import pyarrow

table = pyarrow.ipc.open_stream(open("js.arrows", "rb").read()).read_all()
column = table["when"]
print("pyarrow:", column.type, column.to_pylist(), "stored as", column.cast(pyarrow.int64()).to_pylist())
same = column[0].as_py() == column[1].as_py() and column[0] != column[1]
try:
    table.validate(full=True)
    refused = False
except pyarrow.ArrowInvalid as error:
    refused = True
    print("pyarrow, validating:", error)
if not (refused and same):
    sys.exit("the behaviour has changed")
EOP
