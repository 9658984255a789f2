#!/bin/sh
# A regular file is never ready for hosts of WASI, or cannot be asked about at all.
#
# Packages: wasmtime 49.0.0 (PyPI), and node's own WASI (node 20 or later).
# Needs:    python3 with venv, node 20 or later.
# Expected: poll_oneoff of an open regular file, beside a clock that is due at once, says that the
#           file can be read: POSIX has regular files always ready, and select() and poll() of a C
#           library for WASI are made of this call.
# Seen:     Wasmtime reports the clock alone. In Node the whole call fails with errno 63 (EPERM), which
#           is what epoll says of regular files.
# Why:      select([file], [], [], 0) in a Python inside WebAssembly finds nothing to read in a file
#           that has bytes, or raises; a loop that polls before it reads waits for ever or gives up.
# Source:   the text of preview 1 says of fd_read subscriptions that the event is triggered when
#           there is data to read; POSIX, select(): regular files are always ready.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
command -v node >/dev/null || { echo "node is missing" >&2; exit 2; }
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: wasmtime==49.0.0; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the package cannot be had" >&2; exit 2; }
mkdir data && echo "some bytes" >data/file
cat >poll.wat <<'EOF'
(module
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "file")
  (func (export "_initialize"))
  ;; The errno of path_open, else that of poll_oneoff; the events are at 512, their count at 768.
  (func (export "ask") (result i32) (local $errno i32)
    ;; The file is opened in folder 3 for reading (right 2) and polling (right 2^27); its number goes to 0.
    (local.tee $errno (call $open (i32.const 3) (i32.const 0) (i32.const 8) (i32.const 4) (i32.const 0)
      (i64.const 0x8000002) (i64.const 0) (i32.const 0) (i32.const 0)))
    if
      (return (i32.add (i32.const 1000) (local.get $errno)))
    end
    ;; Two subscriptions at 256: 1, the file can be read (tag 1); 2, the monotonic clock, 0 ns from now (tag 0).
    (i64.store (i32.const 256) (i64.const 1))
    (i32.store8 (i32.const 264) (i32.const 1))
    (i32.store (i32.const 272) (i32.load (i32.const 0)))
    (i64.store (i32.const 304) (i64.const 2))
    (i32.store (i32.const 320) (i32.const 1))
    (call $poll (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 768))))
EOF
cat >host.py <<'EOF'
import pathlib
import struct
import wasmtime

engine = wasmtime.Engine()
pathlib.Path("poll.wasm").write_bytes(wasmtime.wat2wasm(pathlib.Path("poll.wat").read_text()))
store = wasmtime.Store(engine)
setting = wasmtime.WasiConfig()
setting.preopen_dir("data", "/data")
store.set_wasi(setting)
linker = wasmtime.Linker(engine)
linker.define_wasi()
exports = linker.instantiate(store, wasmtime.Module.from_file(engine, "poll.wasm")).exports(store)
errno = exports["ask"](store)
memory = exports["memory"]
[count] = struct.unpack("<I", memory.read(store, 768, 772))
events = [struct.unpack("<QH", memory.read(store, 512 + 32 * i, 522 + 32 * i)) for i in range(count)]
print("errno", errno, "events", " ".join(f"{('', 'file', 'clock')[who]}:{error}" for who, error in events))
EOF
cat >host.mjs <<'EOF'
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const wasi = new WASI({ version: "preview1", preopens: { "/data": "data" } });
const module = await WebAssembly.compile(readFileSync("poll.wasm"));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
wasi.initialize(instance);
const errno = instance.exports.ask();
const view = new DataView(instance.exports.memory.buffer);
const events = Array.from({ length: view.getUint32(768, true) }, (_, i) =>
  ["", "file", "clock"][Number(view.getBigUint64(512 + 32 * i, true))] + ":" + view.getUint16(520 + 32 * i, true));
console.log("errno", errno, "events", events.join(" "));
EOF
seen=$(py/bin/python host.py)
echo "wasmtime 49.0.0: $seen"
node=$(node --no-warnings host.mjs)
echo "node $(node --version): $node"
case "$seen" in "errno 0 events clock:0") ;; *) echo "the behaviour has changed: wasmtime" >&2; exit 1 ;; esac
case "$node" in "errno 63 events "*) ;; *) echo "the behaviour has changed: node" >&2; exit 1 ;; esac
