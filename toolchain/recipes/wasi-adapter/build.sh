#!/bin/sh
# Wasmtime's adapter for programs that have a _start, as its crate brings it: OUT/command.wasm. OUT/exit.wit declares the
# call that ends a component with any code.
set -eu
mkdir -p "$OUT/licenses"
cp "$SRC/artefacts/wasi_snapshot_preview1.command.wasm" "$OUT/command.wasm"
cp "$RECIPE/exit.wit" "$OUT/"
"$DEP_WASM_TOOLS/bin/wasm-tools" validate "$OUT/command.wasm"
# The crate names its licence and does not bring the text; that of wasm-tools is the same.
cp "$DEP_WASM_TOOLS/LICENSE" "$OUT/licenses/wasi-adapter"
