#!/bin/sh
# A smoke that really traps, on the real file under the real wasmtime: its verdict is "trap", with the names of the
# functions that pylon.wasm itself does not have any more.
# usage: real_trap.sh PYLONCTL PROJECT
set -eu
pylonctl=$1 project=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/tests/smoke" "$work/build" "$work/artifacts"
for part in variants Modules toolchain artifacts/lean build/venv; do ln -s "$project/$part" "$work/$part"; done
rm "$work/artifacts/lean"
mkdir "$work/artifacts/lean"
for file in "$project"/artifacts/lean/*; do ln -s "$file" "$work/artifacts/lean/"; done
rm -f "$work/artifacts/lean/smoke.json"
{
  sed '/^# ---- End of the gate/q' "$project/tests/smoke/wave11_shim_smoke.py"
  echo 'check("abort", os.abort)'
} >"$work/tests/smoke/abort.py"
code=0
"$pylonctl" --project "$work" smoke lean >"$work/output" 2>&1 || code=$?
cat "$work/output"
[ "$code" = 1 ]
grep -q '^  trap  *abort ' "$work/output"
grep -q '  in cfunction_vectorcall_NOARGS' "$work/output"
grep -q '  in _PyEval_EvalFrameDefault' "$work/output"
