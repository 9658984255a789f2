#!/bin/sh
# zlib for WASI. Compiled by hand: zlib's configure script would take longer than the build.
# The gz* file functions are left out: Python does gzip itself and the packages have files of their own.
set -eu
mkdir -p "$OUT/lib/pkgconfig" "$OUT/include" "$OUT/licenses"
for name in adler32 compress crc32 deflate infback inffast inflate inftrees trees uncompr zutil; do
  ${LAUNCHER-} "$SDK/bin/clang" --target=wasm32-wasip1 $OPT $MAP -DHAVE_UNISTD_H -c "$SRC/$name.c" -o "$name.o" &
  jobs=$((${jobs:-0} + 1))
  [ $((jobs % JOBS)) -ne 0 ] || wait
done
wait
"$SDK/bin/llvm-ar" rcsD "$OUT/lib/libz.a" ./*.o
cp "$SRC/zlib.h" "$SRC/zconf.h" "$OUT/include/"
cp "$SRC/LICENSE" "$OUT/licenses/zlib"
version=$(sed -n 's/^#define ZLIB_VERSION "\(.*\)"/\1/p' "$SRC/zlib.h")
# ${pcfiledir}: the file holds no path of the machine.
cat >"$OUT/lib/pkgconfig/zlib.pc" <<EOF
prefix=\${pcfiledir}/../..
Name: zlib
Description: zlib compression library
Version: $version
Cflags: -I\${prefix}/include
Libs: -L\${prefix}/lib -lz
EOF
