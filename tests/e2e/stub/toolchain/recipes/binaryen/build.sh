set -eu
mkdir -p "$OUT/bin"
printf '#!/bin/sh\ncp "$1" "$3"\n' >"$OUT/bin/wasm-opt"
chmod +x "$OUT/bin/wasm-opt"
