#!/bin/sh
# Wasmtime says "bad file descriptor" of a folder that is to be synced.
#
# Packages: wasmtime 50.0.1 (PyPI), and node's own WASI (node 20 or later).
# Needs:    python3 with venv, node 20 or later.
# Expected: fd_sync of a folder that is open writes its entries to the disk and gives 0, as fsync() does
#           on Linux and as Node's WASI does; a host that cannot would say ENOTSUP or EINVAL.
# Seen:     errno 8 (EBADF), though the folder's descriptor is good: the same one can be listed.
# Why:      databases sync the folder after they create, rename or remove a file. SQLite takes the
#           error for one of the disk: transactions over two attached files, and all with
#           synchronous=extra, fail. os.fsync() of a folder raises "Bad file descriptor", and one looks
#           for who has closed it.
# Source:   preview 1, fd_sync: "This is similar to fsync in POSIX". Known to hosts' makers: WasmEdge has
#           followed Wasmtime in this (its pull request 4572); Wasmtime's documents do not tell it.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
command -v node >/dev/null || { echo "node is missing" >&2; exit 2; }
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: wasmtime==50.0.1; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the package cannot be had" >&2; exit 2; }
mkdir -p tree/folder
cat >sync.wat <<'EOF'
(module
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_sync" (func $sync (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_readdir" (func $list (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "folder")
  (func (export "_initialize"))
  ;; Opened as a folder (flag 2) in folder 3, with the rights of fd_sync (2^4) and fd_readdir (2^14); its number goes to 0.
  (func (export "open") (result i32)
    (call $open (i32.const 3) (i32.const 0) (i32.const 8) (i32.const 6) (i32.const 2)
      (i64.const 0x4010) (i64.const 0) (i32.const 0) (i32.const 0)))
  (func (export "list") (result i32)
    (call $list (i32.load (i32.const 0)) (i32.const 1024) (i32.const 4096) (i64.const 0) (i32.const 4)))
  (func (export "sync") (result i32) (call $sync (i32.load (i32.const 0)))))
EOF
cat >host.py <<'EOF'
import pathlib
import wasmtime

engine = wasmtime.Engine()
pathlib.Path("sync.wasm").write_bytes(wasmtime.wat2wasm(pathlib.Path("sync.wat").read_text()))
store = wasmtime.Store(engine)
setting = wasmtime.WasiConfig()
setting.preopen_dir("tree", "/tree")
store.set_wasi(setting)
linker = wasmtime.Linker(engine)
linker.define_wasi()
exports = linker.instantiate(store, wasmtime.Module.from_file(engine, "sync.wasm")).exports(store)
print(*(f"{call} {exports[call](store)}" for call in ("open", "list", "sync")), sep=", ")
EOF
cat >host.mjs <<'EOF'
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const wasi = new WASI({ version: "preview1", preopens: { "/tree": "tree" } });
const module = await WebAssembly.compile(readFileSync("sync.wasm"));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
wasi.initialize(instance);
console.log(["open", "list", "sync"].map((call) => `${call} ${instance.exports[call]()}`).join(", "));
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
seen=$(py/bin/python host.py) || changed
echo "wasmtime 50.0.1: $seen"
node=$(node --no-warnings host.mjs) || changed
echo "node $(node --version): $node"
[ "$seen" = "open 0, list 0, sync 8" ] && [ "$node" = "open 0, list 0, sync 0" ] || changed
