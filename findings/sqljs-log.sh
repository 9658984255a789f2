#!/bin/sh
# log(100) is 2 in SQLite and 4.6 in sql.js, and ceil() changes what a division means.
#
# Packages: sql.js 1.17.0 (npm), apsw 3.54.1.0 (PyPI). Both hold SQLite 3.54.1.
# Needs:    node 20 or later, npm, python3 with venv.
# Expected: the same SQL on the same version of SQLite gives the same rows, natively and in
#           WebAssembly; sql.js is compiled with ENABLE_MATH_FUNCTIONS as well.
# Seen:     log(X) is the natural logarithm; ceil() and floor() give integers, so that
#           ceil(4.2) / 2 is 2 instead of 2.5; sqrt('abc') is 0 instead of NULL. sql.js
#           registers an older set of functions over the built-in ones. ln() and
#           two-argument log() come from SQLite and agree.
# Why:      a query that was tried natively gives other numbers in the browser, in columns
#           where nothing looks wrong; another SQLite in WebAssembly gives SQLite's.
# Source:   half documented: its README says that legacy functions are on by default, and each
#           tells on standard error that it is deprecated; not that a result differs. SQLite's
#           manual warns that log() is base 10; sql-js/sql.js pull request 619 has the list.
#           Initialising with useOldExtensionFunctions: false is the cure.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    sql.js@1.17.0 && python3 -m venv py && py/bin/pip install -q --no-compile --no-deps \
    --only-binary :all: apsw==3.54.1.0; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
cat >query.sql <<'EOF'
SELECT sqlite_version(), round(log(100), 3), ceil(4.2) / 2, sqrt('abc'),
  round(ln(100), 3), log(2, 8)
EOF
cat >query.cjs <<'EOF'
const sql = require("fs").readFileSync("query.sql", "utf8");
require("sql.js")().then((SQL) => {
  console.log(JSON.stringify(new SQL.Database().exec(sql)[0].values[0]));
});
EOF
node query.cjs >script.json 2>warning.txt
py/bin/python - <<'EOF'
import json
import sys
import apsw

native = list(apsw.Connection(":memory:").execute(open("query.sql").read()).fetchone())
script = json.load(open("script.json"))
names = ["version", "log(100)", "ceil(4.2) / 2", "sqrt('abc')", "ln(100)", "log(2, 8)"]
for name, a, b in zip(names, native, script):
    print(f"{name:14} SQLite {a!r:10} sql.js {b!r:10} {'' if a == b else '<--'}")
if [name for name, a, b in zip(names, native, script) if a != b] != names[1:4]:
    sys.exit("the behaviour has changed")
EOF
