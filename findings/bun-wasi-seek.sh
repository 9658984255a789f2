#!/bin/sh
# In Bun's node:wasi, what is written after a seek to the start of a file lands at its end.
#
# Packages: @oven/bun-linux-x64 1.4.4 (npm; x86-64 Linux), wasmtime 49.0.0 (PyPI; it assembles the module).
# Needs:    python3 with venv, node 20 or later with npm (its own WASI is the second host).
# Expected: a module writes "....body", seeks to 0 and writes "HEAD": the file is "HEADbody", as it is
#           under Node, and the position is then 4.
# Seen:     "....bodyHEAD", and the position is 0; no call fails. Bun keeps a position for each file,
#           and takes a position of 0 for none: the kernel's own then counts, which no seek moves. A
#           write after a seek to anywhere else is right.
# Why:      whoever leaves room for a header and fills it in at the end damages the file: zip, wave and
#           SQLite's databases are written so. The reader finds no header and four bytes too many.
# Source:   preview 1, fd_seek and fd_write. Half known: Bun's issue 40772 (open) says that fd_tell is
#           stale after a write, not that bytes land elsewhere.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    @oven/bun-linux-x64@1.4.4 && python3 -m venv py && py/bin/pip install -q --no-compile \
    --no-deps --only-binary :all: wasmtime==49.0.0; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
bun=node_modules/@oven/bun-linux-x64/bin/bun
chmod +x "$bun"
cat >seek.wat <<'EOF'
(module
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_seek" (func $seek (param i32 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_tell" (func $tell (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close" (func $close (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 64) "file....bodyHEAD")
  (data (i32.const 128) "\44\00\00\00\08\00\00\00")  ;; a list of one buffer: 8 bytes from 68
  (data (i32.const 136) "\4c\00\00\00\04\00\00\00")  ;; another: 4 bytes from 76
  (global $fd (mut i32) (i32.const 0))
  (func $good (param $errno i32) (if (local.get $errno) (then unreachable)))
  (func (export "_start")
    ;; Created and emptied (flags 1 and 8) in folder 3, with the rights of reading, writing, seeking and telling.
    (call $good (call $open (i32.const 3) (i32.const 0) (i32.const 64) (i32.const 4) (i32.const 9)
      (i64.const 0x66) (i64.const 0) (i32.const 0) (i32.const 16)))
    (global.set $fd (i32.load (i32.const 16)))
    (call $good (call $write (global.get $fd) (i32.const 128) (i32.const 1) (i32.const 24)))
    (call $good (call $seek (global.get $fd) (i64.const SEEK) (i32.const 0) (i32.const 32)))
    (call $good (call $write (global.get $fd) (i32.const 136) (i32.const 1) (i32.const 24)))
    (call $good (call $tell (global.get $fd) (i32.const 40)))
    (call $good (call $close (global.get $fd)))))
EOF
py/bin/python -c 'import wasmtime
text = open("seek.wat").read()
for place in "0", "4":
    open(f"seek-{place}.wasm", "wb").write(wasmtime.wat2wasm(text.replace("SEEK", place)))'
cat >host.mjs <<'EOF'
import { mkdirSync, readFileSync } from "node:fs";
import { WASI } from "node:wasi";

mkdirSync("tree", { recursive: true });
for (const place of [0, 4]) {
  const wasi = new WASI({ version: "preview1", preopens: { "/tree": "tree" }, returnOnExit: true });
  const module = await WebAssembly.compile(readFileSync(`seek-${place}.wasm`));
  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
  wasi.start(instance);
  const position = new DataView(instance.exports.memory.buffer).getBigUint64(40, true);
  console.log(`seek to ${place}: ${readFileSync("tree/file", "latin1")}, position ${position}`);
}
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
node=$(node --no-warnings host.mjs) || changed
printf 'node %s:\n%s\n' "$(node --version)" "$node"
seen=$("$bun" host.mjs) || changed
printf 'bun %s:\n%s\n' "$("$bun" --version)" "$seen"
[ "$node" = "seek to 0: HEADbody, position 4
seek to 4: ....HEAD, position 8" ] || changed
[ "$seen" = "seek to 0: ....bodyHEAD, position 0
seek to 4: ....HEAD, position 8" ] || changed
