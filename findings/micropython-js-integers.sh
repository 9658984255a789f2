#!/bin/sh
# A whole number that crosses between JavaScript and MicroPython keeps its low 32 bits only.
#
# Packages: @micropython/micropython-webassembly-pyscript 1.27.0 (npm), pyodide 314.0.7 (npm).
# Needs:    node 20 or later, npm.
# Expected: both languages hold whole numbers up to 2^53 exactly, so js.Date.now() is the time in
#           milliseconds, and 2**40 in Python is 1099511627776 in JavaScript; or it is refused.
# Seen:     the time is a negative number and 2**40 is 0, in both directions, alone and in lists and
#           dicts, without a word. 1700000000000.5 is right, since what has a fraction goes as a
#           double. Pyodide, whose interface this port follows, is exact.
# Why:      the port is what PyScript offers as the small Python for a page. Times in milliseconds,
#           file sizes, keys of SQLite and numbers out of a JSON.parse are whole and wide.
# Source:   found by running it; the port's glue stores an integer with setValue(..., "i32"). Issue
#           13125 of micropython, closed, is about fractions; none that we found is about width.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    @micropython/micropython-webassembly-pyscript@1.27.0 pyodide@314.0.7; } >npm.log 2>&1 ||
    { cat npm.log >&2; echo "the packages cannot be had" >&2; exit 2; }
cat >cross.mjs <<'EOF'
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";
import { loadPyodide } from "pyodide";

const seen = {};
for (const [name, python] of [["MicroPython", await loadMicroPython()],
                              ["Pyodide", await loadPyodide()]]) {
  const into = (value) => {
    python.globals.set("value", value);
    python.runPython("text = str(value)");
    return python.globals.get("text");
  };
  const out = (expression) => {
    python.runPython(`value = ${expression}`);
    return String(python.globals.get("value"));
  };
  seen[name] = [into(2 ** 31 - 1), into(2 ** 31), into(1700000000000), into(1700000000000.5),
    out("2**31 - 1"), out("2**31"), out("1700000000000"), out("2**40")];
}
const names = ["2^31 - 1 into Python", "2^31", "1700000000000", "1700000000000.5",
  "2^31 - 1 out of Python", "2^31", "1700000000000", "2^40"];
names.forEach((name, i) => console.log(name.padEnd(24), "MicroPython",
  seen.MicroPython[i].padEnd(16), "Pyodide", seen.Pyodide[i]));
const low = ["2147483647", "-2147483648", "-807049216", "1700000000000.5",
  "2147483647", "-2147483648", "-807049216", "0"];
const exact = ["2147483647", "2147483648", "1700000000000", "1700000000000.5",
  "2147483647", "2147483648", "1700000000000", "1099511627776"];
if (seen.MicroPython.join() !== low.join() || seen.Pyodide.join() !== exact.join()) {
  console.error("the behaviour has changed");
  process.exit(1);
}
EOF
node cross.mjs
