#!/bin/sh
# arrow-js reads decimals of 128 bits right, of 64 bits unsigned, and of 256 bits as other numbers.
#
# Packages: apache-arrow 21.2.0 (npm), pyarrow 26.0.1 (PyPI).
# Needs:    node 20 or later, npm, python3 with venv.
# Expected: String(value) of 1234 and -1234 is the same in all four widths of Arrow's decimal
#           type (arrow-js shows the unscaled digits, whatever the width).
# Seen:     32 and 128 bits: right. 64 bits: -1234 is 18446744073709550382. 256 bits: "4" and
#           "-4": of all digits only the last is left. No error in any case.
# Why:      polars, pandas and Spark pick the width from the precision, so a wider column
#           changes which of these a page in the browser shows.
# Source:   found by running it. (That 128 bits were once printed without their sign was
#           apache/arrow issue 22932, mended long ago.)
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    apache-arrow@21.2.0 && python3 -m venv py && py/bin/pip install -q --no-compile --no-deps \
    --only-binary :all: pyarrow==26.0.1; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
py/bin/python - <<'EOF'
from decimal import Decimal
import pyarrow

values = [Decimal(1234), Decimal(-1234)]
table = pyarrow.table({f"d{bits}": pyarrow.array(values, getattr(pyarrow, f"decimal{bits}")(9, 0))
                       for bits in (32, 64, 128, 256)})
table.validate(full=True)
with pyarrow.ipc.new_stream("python.arrows", table.schema) as writer:
    writer.write_table(table)
EOF
cat >read.cjs <<'EOF'
const { tableFromIPC } = require("apache-arrow");
const table = tableFromIPC(require("fs").readFileSync("python.arrows"));
const seen = {};
for (const field of table.schema.fields) {
  const values = [...table.getChild(field.name)].map(String);
  seen[field.name] = values.join(" ");
  console.log(`${field.name}: sent 1234 -1234, arrow-js shows ${seen[field.name]}`);
}
const same = seen.d32 === "1234 -1234" && seen.d64 === "1234 18446744073709550382" &&
  seen.d128 === "1234 -1234" && seen.d256 === "4 -4";
if (!same) { console.error("the behaviour has changed"); process.exit(1); }
EOF
node read.cjs
