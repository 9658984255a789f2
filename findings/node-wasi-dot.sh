#!/bin/sh
# Under Node's WASI "file/." is the file: it can be looked at, cut off and removed by that name.
#
# Packages: node's own WASI (node 20 or later), and wasmtime 50.0.1 (PyPI).
# Needs:    python3 with venv, node 20 or later.
# Expected: errno 54 (ENOTDIR) of path_filestat_get, path_open and path_unlink_file of "f/.", where f is a
#           file: a name before a slash is that of a folder. So say POSIX and Wasmtime.
# Seen:     0 of all three: opened to be cut off, f is empty, and then it is gone. "f/" is errno 54.
# Why:      os.path.exists(os.path.join(name, ".")) is a common test for a folder, and what it lets through
#           does its work on a file.
# Source:   POSIX, pathname resolution. libuv's uvwasi, which Node has, takes "." out of a name before it asks
#           the operating system.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
command -v node >/dev/null || { echo "node is missing" >&2; exit 2; }
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: wasmtime==50.0.1; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the package cannot be had" >&2; exit 2; }
mkdir tree
cat >dot.wat <<'EOF'
(module
  (import "wasi_snapshot_preview1" "path_filestat_get" (func $stat (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_unlink_file" (func $unlink (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "f/.")
  (func (export "_initialize"))
  ;; All in folder 3: "f/" is looked at, then "f/."
  (func (export "slash") (result i32)
    (call $stat (i32.const 3) (i32.const 0) (i32.const 8) (i32.const 2) (i32.const 1024)))
  (func (export "stat") (result i32)
    (call $stat (i32.const 3) (i32.const 0) (i32.const 8) (i32.const 3) (i32.const 1024)))
  ;; To be cut off (flag 8), with the right to write (2^6) and to set the size (2^22).
  (func (export "open") (result i32)
    (call $open (i32.const 3) (i32.const 0) (i32.const 8) (i32.const 3) (i32.const 8)
      (i64.const 0x400040) (i64.const 0) (i32.const 0) (i32.const 16)))
  (func (export "unlink") (result i32) (call $unlink (i32.const 3) (i32.const 8) (i32.const 3))))
EOF
cat >host.py <<'EOF'
import pathlib
import sys
import wasmtime

engine = wasmtime.Engine()
pathlib.Path("dot.wasm").write_bytes(wasmtime.wat2wasm(pathlib.Path("dot.wat").read_text()))
store = wasmtime.Store(engine)
setting = wasmtime.WasiConfig()
setting.preopen_dir("tree", "/tree")
store.set_wasi(setting)
linker = wasmtime.Linker(engine)
linker.define_wasi()
exports = linker.instantiate(store, wasmtime.Module.from_file(engine, "dot.wasm")).exports(store)
print(*(f"{call} {exports[call](store)}" for call in sys.argv[1:]), sep=", ")
EOF
cat >host.mjs <<'EOF'
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const wasi = new WASI({ version: "preview1", preopens: { "/tree": "tree" } });
const module = await WebAssembly.compile(readFileSync("dot.wasm"));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
wasi.initialize(instance);
console.log(process.argv.slice(2).map((call) => `${call} ${instance.exports[call]()}`).join(", "));
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
left() { if [ -e tree/f ]; then echo "f has $(wc -c <tree/f) bytes"; else echo "f is gone"; fi; }
printf kept >tree/f
seen=$(py/bin/python host.py slash stat open unlink) || changed
seen="$seen; $(left)"
echo "wasmtime 50.0.1: $seen"
cut=$(node --no-warnings host.mjs slash stat open) || changed
cut="$cut; $(left)"
gone=$(node --no-warnings host.mjs unlink) || changed
gone="$gone; $(left)"
echo "node $(node --version): $cut; then $gone"
[ "$seen" = "slash 54, stat 54, open 54, unlink 54; f has 4 bytes" ] || changed
[ "$cut" = "slash 54, stat 0, open 0; f has 0 bytes" ] && [ "$gone" = "unlink 0; f is gone" ] || changed
