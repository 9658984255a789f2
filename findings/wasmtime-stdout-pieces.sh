#!/bin/sh
# One large write to standard output leaves Wasmtime in hundreds of small ones.
#
# Packages: wasmtime 49.0.0 (PyPI).
# Needs:    python3 with venv.
# Expected: fd_write of 1 MiB to standard output becomes a few writes of the host: a pipe takes 64 KiB
#           at a time, a file all of it, and the program has done its own buffering.
# Seen:     256 writes of 4,096 bytes; with a newline every 3,000 bytes 512, since each piece is split
#           again behind its last newline.
# Why:      whoever streams record batches through a program in WebAssembly pays for 256 calls of the
#           kernel and as many wake-ups of the reader for each MiB, whatever buffer the program has.
# Source:   preview 1's fd_write says nothing of pieces; POSIX, write() of a blocking pipe: all of it.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: wasmtime==49.0.0; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the package cannot be had" >&2; exit 2; }
cat >write.wat <<'EOF'
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 17)
  (func (export "_start") (local $at i32)
    ;; 1 MiB from 65536 on; with LINES a newline after each 3,000 bytes.
    (memory.fill (i32.const 65536) (i32.const 120) (i32.const 1048576))
    (local.set $at (i32.const 2999))
    (block $done (loop $more
      (br_if $done (i32.or (i32.eqz (global.get $lines)) (i32.ge_u (local.get $at) (i32.const 1048576))))
      (i32.store8 (i32.add (i32.const 65536) (local.get $at)) (i32.const 10))
      (local.set $at (i32.add (local.get $at) (i32.const 3000)))
      (br $more)))
    (i32.store (i32.const 0) (i32.const 65536))
    (i32.store (i32.const 4) (i32.const 1048576))
    (if (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)) (then (call $exit (i32.const 1))))
    (if (i32.ne (i32.load (i32.const 8)) (i32.const 1048576)) (then (call $exit (i32.const 2)))))
  (global $lines i32 (i32.const LINES)))
EOF
cat >host.py <<'EOF'
import pathlib
import sys
import wasmtime

engine = wasmtime.Engine()
store = wasmtime.Store(engine)
setting = wasmtime.WasiConfig()
setting.inherit_stdout()
store.set_wasi(setting)
linker = wasmtime.Linker(engine)
linker.define_wasi()
text = pathlib.Path("write.wat").read_text().replace("LINES", sys.argv[1])
linker.instantiate(store, wasmtime.Module(engine, wasmtime.wat2wasm(text))).exports(store)["_start"](store)
EOF
cat >count.py <<'EOF'
# Standard output is a socket that keeps the boundaries of messages: each write of the host is one.
import collections
import socket
import subprocess
import sys

for kind in "0", "1":
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    guest = subprocess.Popen([sys.executable, "host.py", kind], stdout=there)
    there.close()
    pieces = list(iter(lambda: len(here.recv(1 << 21)), 0))
    assert guest.wait() == 0 and sum(pieces) == 1 << 20, (guest.returncode, sum(pieces))
    usual, times = collections.Counter(pieces).most_common()[0]
    print(("no newline", "lines of 3,000")[int(kind)], "pieces", len(pieces), "largest", max(pieces), "usual", usual)
EOF
seen=$(py/bin/python count.py)
echo "wasmtime 49.0.0, 1 MiB in one fd_write:"
echo "$seen"
case "$seen" in
"no newline pieces 256 largest 4096 usual 4096
lines of 3,000 pieces 512 largest 4072 usual "*) ;;
*) echo "the behaviour has changed" >&2; exit 1 ;;
esac
