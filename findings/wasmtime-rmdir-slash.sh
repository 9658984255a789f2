#!/bin/sh
# Under Wasmtime a folder can be made, renamed and opened with a slash at the end, but not removed.
#
# Packages: wasmtime 50.0.1 (PyPI), and node's own WASI (node 20 or later).
# Needs:    python3 with venv, node 20 or later.
# Expected: path_remove_directory("e/") removes the folder e, as POSIX has it of rmdir() and as Node does.
# Seen:     errno 28 (EINVAL), that of a path that ends in "." in POSIX; "e" is removed.
#           path_create_directory, path_filestat_get, path_rename and path_open take "e/".
# Why:      os.rmdir(os.path.join(folder, "")) fails, and so does what takes the name from a listing of
#           folders, a configuration or a shell's completion, on a folder that it has made by the same name.
# Source:   POSIX, pathname resolution: a slash at the end means a folder. Wasmtime's issues 8828 and
#           11524 are open; a test of WebAssembly/wasi-testsuite fails for it.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
command -v node >/dev/null || { echo "node is missing" >&2; exit 2; }
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: wasmtime==50.0.1; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the package cannot be had" >&2; exit 2; }
mkdir tree
cat >slash.wat <<'EOF'
(module
  (import "wasi_snapshot_preview1" "path_create_directory" (func $make (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_filestat_get" (func $stat (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_rename" (func $rename (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close" (func $close (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_remove_directory" (func $remove (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "d/e/")
  (func (export "_initialize"))
  ;; All in folder 3: "d/" is made and becomes "e/".
  (func (export "make") (result i32) (call $make (i32.const 3) (i32.const 8) (i32.const 2)))
  (func (export "rename") (result i32)
    (call $rename (i32.const 3) (i32.const 8) (i32.const 2) (i32.const 3) (i32.const 10) (i32.const 2)))
  (func (export "stat") (result i32)
    (call $stat (i32.const 3) (i32.const 0) (i32.const 10) (i32.const 2) (i32.const 1024)))
  ;; As a folder (flag 2), with the right of fd_readdir (2^14).
  (func (export "open") (result i32)
    (call $open (i32.const 3) (i32.const 0) (i32.const 10) (i32.const 2) (i32.const 2)
      (i64.const 0x4000) (i64.const 0) (i32.const 0) (i32.const 16)))
  (func (export "close") (result i32) (call $close (i32.load (i32.const 16))))
  (func (export "remove") (result i32) (call $remove (i32.const 3) (i32.const 10) (i32.const 2))))
EOF
calls="make rename stat open close remove"
cat >host.py <<'EOF'
import pathlib
import sys
import wasmtime

engine = wasmtime.Engine()
pathlib.Path("slash.wasm").write_bytes(wasmtime.wat2wasm(pathlib.Path("slash.wat").read_text()))
store = wasmtime.Store(engine)
setting = wasmtime.WasiConfig()
setting.preopen_dir("tree", "/tree")
store.set_wasi(setting)
linker = wasmtime.Linker(engine)
linker.define_wasi()
exports = linker.instantiate(store, wasmtime.Module.from_file(engine, "slash.wasm")).exports(store)
print(*(f"{call} {exports[call](store)}" for call in sys.argv[1:]), sep=", ")
EOF
cat >host.mjs <<'EOF'
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const wasi = new WASI({ version: "preview1", preopens: { "/tree": "tree" } });
const module = await WebAssembly.compile(readFileSync("slash.wasm"));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
wasi.initialize(instance);
console.log(process.argv.slice(2).map((call) => `${call} ${instance.exports[call]()}`).join(", "));
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
seen=$(py/bin/python host.py $calls) || changed
echo "wasmtime 50.0.1: $seen"
rmdir tree/e || changed
node=$(node --no-warnings host.mjs $calls) || changed
echo "node $(node --version): $node"
most="make 0, rename 0, stat 0, open 0, close 0"
[ "$seen" = "$most, remove 28" ] && [ "$node" = "$most, remove 0" ] || changed
