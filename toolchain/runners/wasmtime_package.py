"""Runs a WASI program with the Python package wasmtime."""
import sys

import wasmtime

from options import options

given = options(__doc__)
config = wasmtime.Config()
config.cache = True
config.max_wasm_stack = 640 * 1024  # Wasmtime 50 takes more of it for the same calls than the 512 KiB of 49, which Python counts
engine = wasmtime.Engine(config)
store = wasmtime.Store(engine)
wasi = wasmtime.WasiConfig()
wasi.argv = given.words
wasi.env = list(given.env.items())
for host, guest in given.folders:
    wasi.preopen_dir(host, guest)
wasi.inherit_stdin()
wasi.inherit_stdout()
wasi.inherit_stderr()
store.set_wasi(wasi)
linker = wasmtime.Linker(engine)
linker.define_wasi()
instance = linker.instantiate(store, wasmtime.Module.from_file(engine, given.words[0]))
try:
    instance.exports(store)["_start"](store)
except wasmtime.ExitTrap as end:
    sys.exit(end.code)
