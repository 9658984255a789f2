#!/bin/sh
# liblzma for WASI: no threads, no programs, no translations.
set -eu
mkdir -p "$OUT/lib" "$OUT/include" "$OUT/licenses"
# Compiling is enough for CMake's probes: linking each of them would only cost time.
cmake -G Ninja -S "$SRC" -B build -DCMAKE_SYSTEM_NAME=WASI -DCMAKE_SYSTEM_PROCESSOR=wasm32 \
  -DCMAKE_C_COMPILER="$SDK/bin/clang" -DCMAKE_C_COMPILER_TARGET=wasm32-wasip1 \
  ${LAUNCHER:+-DCMAKE_C_COMPILER_LAUNCHER="$LAUNCHER"} \
  -DCMAKE_AR="$SDK/bin/llvm-ar" -DCMAKE_RANLIB="$SDK/bin/llvm-ranlib" \
  -DCMAKE_BUILD_TYPE= -DCMAKE_C_FLAGS="-DNDEBUG $OPT $MAP" -DBUILD_SHARED_LIBS=OFF \
  -DXZ_THREADS=no -DXZ_NLS=OFF -DXZ_DOXYGEN=OFF -DXZ_DOC=OFF -DXZ_SANDBOX=no \
  -DXZ_TOOL_XZ=OFF -DXZ_TOOL_XZDEC=OFF -DXZ_TOOL_LZMADEC=OFF -DXZ_TOOL_LZMAINFO=OFF -DXZ_TOOL_SCRIPTS=OFF
cmake --build build --target liblzma -j "$JOBS"
cp build/liblzma.a "$OUT/lib/"
cp -R "$SRC/src/liblzma/api/lzma" "$SRC/src/liblzma/api/lzma.h" "$OUT/include/"
cp "$SRC/COPYING.0BSD" "$OUT/licenses/xz"
