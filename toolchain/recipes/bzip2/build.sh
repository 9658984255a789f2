#!/bin/sh
# libbz2 for WASI. BZ_NO_STDIO: the library without its own file functions, which Python does not use.
set -eu
mkdir -p "$OUT/lib" "$OUT/include" "$OUT/licenses"
# BZ_NO_STDIO makes the program supply bz_internal_error; it is called only for a bug in the library itself.
printf '#include <stdlib.h>\nvoid bz_internal_error(int code) { (void)code; abort(); }\n' >bz_internal_error.c
for file in blocksort huffman crctable randtable compress decompress bzlib; do
  ${LAUNCHER-} "$SDK/bin/clang" --target=wasm32-wasip1 $OPT $MAP -DBZ_NO_STDIO -c "$SRC/$file.c" -o "$file.o"
done
"$SDK/bin/clang" --target=wasm32-wasip1 $OPT $MAP -c bz_internal_error.c -o bz_internal_error.o
"$SDK/bin/llvm-ar" rcsD "$OUT/lib/libbz2.a" ./*.o
cp "$SRC/bzlib.h" "$OUT/include/"
cp "$SRC/LICENSE" "$OUT/licenses/bzip2"
