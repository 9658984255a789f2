#!/bin/sh
# arrow-js writes a stream that nobody can read when two columns differ in length.
#
# Packages: apache-arrow 21.2.0 (npm); pyarrow 26.0.1, nanoarrow 0.9.0, polars 2.1.0 with
#           polars-runtime-32 2.1.0 (PyPI).
# Needs:    node 20 or later, npm, python3 with venv.
# Expected: tableFromArrays({x: [1, 2, 3], y: [1]}) is either refused or padded with nulls,
#           and what tableToIPC makes of it is a valid stream.
# Seen:     in memory it is padded (rows 2 and 3 of y are null), and arrow-js reads its own
#           stream back so. But the padding is a batch of two nulls whose value buffer has 0
#           bytes where the format demands 16: pyarrow (when it validates), nanoarrow and
#           polars each refuse the stream.
# Why:      the sender's own check passes, and the error turns up in the guest in WebAssembly,
#           as "buffer too small", which sounds as if the stream had been cut.
# Source:   found by running it; neither the padding nor this is described, as far as we could find.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    apache-arrow@21.2.0 && python3 -m venv py && py/bin/pip install -q --no-compile --no-deps \
    --only-binary :all: pyarrow==26.0.1 nanoarrow==0.9.0 polars==2.1.0 \
    polars-runtime-32==2.1.0; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
cat >write.cjs <<'EOF'
const { tableFromArrays, tableFromIPC, tableToIPC } = require("apache-arrow");
const sent = tableToIPC(tableFromArrays({ x: [1, 2, 3], y: [1] }), "stream");
require("fs").writeFileSync("js.arrows", sent);
console.log("arrow-js reads back:", JSON.stringify(tableFromIPC(sent).toArray()));
EOF
node write.cjs
py/bin/python - <<'EOF'
import sys
import nanoarrow
import polars
import pyarrow

sent = open("js.arrows", "rb").read()
readers = {
    "pyarrow": lambda: pyarrow.ipc.open_stream(sent).read_all().validate(full=True),
    "nanoarrow": lambda: nanoarrow.ArrayStream.from_readable(sent).read_all(),
    "polars": lambda: polars.read_ipc_stream(sent),
}
refused = 0
for name, read in readers.items():
    try:
        read()
        print(name, "reads it")
    except Exception as error:
        print(f"{name}: {error}")
        refused += 1
if refused != len(readers):
    sys.exit("the behaviour has changed")
EOF
