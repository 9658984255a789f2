#!/bin/sh
# A number that WASI does not define ends a guest under Wasmtime; elsewhere the call is EINVAL.
#
# Packages: wasmtime 50.0.1 (PyPI), and node's own WASI (node 20 or later).
# Needs:    python3 with venv, node 20 or later.
# Expected: fd_seek with whence 7, fd_advise with advice 7 and path_open with the file flag 64 return an errno, as
#           lseek(), posix_fadvise() and Node do.
# Seen:     "Invalid enum value Whence", "… Advice", "Invalid flag value Fdflags": the call does not return, and the
#           program has no way to go on. Node returns 28 (EINVAL), and ignores the flag.
# Why:      wasi-libc hands all three over as they come, so that f.seek(0, 7) or os.open(path, 64), which is Linux's
#           O_CREAT, ends an interpreter that would raise OSError.
# Source:   POSIX, lseek() and posix_fadvise(): "[EINVAL] The whence argument is not a proper value".
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
command -v node >/dev/null || { echo "node is missing" >&2; exit 2; }
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: wasmtime==50.0.1; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the package cannot be had" >&2; exit 2; }
mkdir tree
echo text >tree/a
cat >numbers.wat <<'EOF'
(module
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_seek" (func $seek (param i32 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_advise" (func $advise (param i32 i64 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "a")
  (func (export "_initialize"))
  ;; The file "a" in folder 3, with the rights of fd_read, fd_seek and fd_advise.
  (func $opened (param $flags i32) (result i32)
    (call $open (i32.const 3) (i32.const 0) (i32.const 8) (i32.const 1) (i32.const 0)
      (i64.const 0x86) (i64.const 0) (local.get $flags) (i32.const 16)))
  (func (export "open") (result i32) (call $opened (i32.const 0)))
  (func (export "seek") (result i32) (call $seek (i32.load (i32.const 16)) (i64.const 0) (i32.const 7) (i32.const 24)))
  (func (export "advise") (result i32) (call $advise (i32.load (i32.const 16)) (i64.const 0) (i64.const 0) (i32.const 7)))
  (func (export "flag") (result i32) (call $opened (i32.const 64))))
EOF
calls="open seek advise flag"
cat >host.py <<'EOF'
import pathlib
import re
import sys
import wasmtime

engine = wasmtime.Engine()
pathlib.Path("numbers.wasm").write_bytes(wasmtime.wat2wasm(pathlib.Path("numbers.wat").read_text()))
store = wasmtime.Store(engine)
setting = wasmtime.WasiConfig()
setting.preopen_dir("tree", "/tree")
store.set_wasi(setting)
linker = wasmtime.Linker(engine)
linker.define_wasi()
exports = linker.instantiate(store, wasmtime.Module.from_file(engine, "numbers.wasm")).exports(store)


def answer(call):
    try:
        return exports[call](store)
    except wasmtime.WasmtimeError as error:
        return re.search("Invalid [a-z]+ value [A-Z][a-z]+", str(error))[0]


print(*(f"{call} {answer(call)}" for call in sys.argv[1:]), sep=", ")
EOF
cat >host.mjs <<'EOF'
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const wasi = new WASI({ version: "preview1", preopens: { "/tree": "tree" } });
const module = await WebAssembly.compile(readFileSync("numbers.wasm"));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
wasi.initialize(instance);
console.log(process.argv.slice(2).map((call) => `${call} ${instance.exports[call]()}`).join(", "));
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
seen=$(py/bin/python host.py $calls) || changed
echo "wasmtime 50.0.1: $seen"
node=$(node --no-warnings host.mjs $calls) || changed
echo "node $(node --version): $node"
[ "$seen" = "open 0, seek Invalid enum value Whence, advise Invalid enum value Advice, flag Invalid flag value Fdflags" ] || changed
[ "$node" = "open 0, seek 28, advise 28, flag 0" ] || changed
