set -eu
mkdir -p "$OUT/licenses"
printf '\0asm\1\0\0\0' >"$OUT/command.wasm"
echo 'package stub:stub;' >"$OUT/exit.wit"
echo licence >"$OUT/licenses/wasi-adapter"
