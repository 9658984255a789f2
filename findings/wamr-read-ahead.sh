#!/bin/sh
# The WAMR of PyPI reads ahead of each small read of a pipe, and throws away what it read.
#
# Packages: wamr-bin 3.0.0.dev5, wamrc-bin 3.0.0.dev5, wasmtime 49.0.0 (PyPI; x86-64 Linux).
# Needs:    python3 with venv.
# Expected: a module that copies standard input to standard output by reads of 512 bytes copies all
#           of it, as it does under Wasmtime.
# Seen:     about an eighth arrives, without an error: of 4,608 bytes the first 512. strace shows
#           readv with the guest's 512 bytes and a buffer of 4,096 bytes behind them, whose content
#           the next read does not get. Reads as large as what the pipe holds (64 KiB) lose nothing.
# Why:      whoever reads a pipe in small pieces (a line, a header of a fixed size) loses what follows,
#           and neither guest nor host is told.
# Source:   preview 1, fd_read: what is not returned stays to be read; POSIX, read().
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    wamr-bin==3.0.0.dev5 wamrc-bin==3.0.0.dev5 wasmtime==49.0.0; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
# copy SIZE: the module that copies by reads of so many bytes. The list of one buffer is at 0, what came at 8.
copy() {
    cat <<WAT
(module
  (import "wasi_snapshot_preview1" "fd_read" (func \$read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func \$write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 3)
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 1024))
    (loop \$more
      (i32.store (i32.const 4) (i32.const $1))
      (if (i32.eqz (call \$read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
        (then
          (i32.store (i32.const 4) (i32.load (i32.const 8)))
          (if (i32.load (i32.const 8))
            (then
              (drop (call \$write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 12)))
              (br \$more))))))))
WAT
}
cat >host.py <<'HOST'
import subprocess
import sys

import wasmtime

sent = bytes(i * i % 251 for i in range(46_080))  # ten times 4,608
programs = sys.prefix + "/bin/"


def under_wamr(size):
    open("copy.wasm", "wb").write(wasmtime.wat2wasm(open(f"copy-{size}.wat").read()))
    subprocess.run([programs + "wamrc", "compile", "copy.wasm", "-o", "copy.cwasm"], check=True, capture_output=True)
    return subprocess.run([programs + "wamr", "run", "copy.cwasm"], input=sent, capture_output=True, timeout=60)


def under_wasmtime(size):
    engine = wasmtime.Engine()
    store, linker, setting = wasmtime.Store(engine), wasmtime.Linker(engine), wasmtime.WasiConfig()
    open("sent", "wb").write(sent)
    setting.stdin_file, setting.stdout_file = "sent", "came"
    store.set_wasi(setting)
    linker.define_wasi()
    linker.instantiate(store, wasmtime.Module(engine, open(f"copy-{size}.wat").read())).exports(store)["_start"](store)
    return open("came", "rb").read()


whole = under_wasmtime(512) == sent
small, large = under_wamr(512), under_wamr(65536)
print(f"Wasmtime, reads of 512 bytes: {'all' if whole else 'not all'} of {len(sent)} bytes")
print(f"WAMR, reads of 65,536 bytes: {len(large.stdout)} bytes, {'the same' if large.stdout == sent else 'others'}")
print(f"WAMR, reads of 512 bytes: {len(small.stdout)} bytes, exit code {small.returncode}, on standard error: {small.stderr.decode()!r}")
started = small.stdout[:512] == sent[:512] and small.stdout[512:1024] == sent[4608:5120]
print(f"the second 512 bytes are those from 4,608 on: {started}")
seen = whole and large.stdout == sent and len(small.stdout) < len(sent) // 4 and started and small.returncode == 0
print("as described" if seen else "not as described: this has changed")
sys.exit(0 if seen else 1)
HOST
for size in 512 65536; do copy $size >copy-$size.wat; done
py/bin/python host.py
