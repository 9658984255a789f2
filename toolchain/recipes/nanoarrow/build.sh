#!/bin/sh
# nanoarrow's 8 modules as static archives, with Arrow IPC and its two compressions, and its Python files; and pylon_arrow.
set -eu
cross=$DEP_MESON_CROSS
python=$DEP_BUILD_PYTHON/bin/python3
PATH=$cross/bin:$PATH
# Read by the compiler wrapper.
export PATH SDK OPT MAP EXCEPTIONS TWINS="$WORK/twins"
# Meson writes into the subprojects' folders; and all paths in generated sources are relative and equal everywhere this way.
export PYTHONDONTWRITEBYTECODE=1
cp -R "$SRC" src
chmod -R u+w src

# What zstd compresses with, where OPT has -DNANOARROW_IPC_WRITE_ZSTD (90 KB): the fast strategy of level 1 alone, a quarter of
# the code of all.
zstd="-DZSTD_EXCLUDE_DFAST_BLOCK_COMPRESSOR -DZSTD_EXCLUDE_GREEDY_BLOCK_COMPRESSOR -DZSTD_EXCLUDE_LAZY_BLOCK_COMPRESSOR
  -DZSTD_EXCLUDE_LAZY2_BLOCK_COMPRESSOR -DZSTD_EXCLUDE_BTLAZY2_BLOCK_COMPRESSOR -DZSTD_EXCLUDE_BTOPT_BLOCK_COMPRESSOR
  -DZSTD_EXCLUDE_BTULTRA_BLOCK_COMPRESSOR"
zstd=$(echo $zstd)

# flatcc includes signal.h, which WASI has only on request. _ipc_lib asks for line tracing, whose tables Cython 3.3 writes
# in another order each time: without it the archive is the same in every build. Arrow has no streams from before zstd 1.0.
meson setup build src --cross-file "$cross/cross.ini" --prefix=/usr --wrap-mode=nodownload \
  "-Dc_args=-D_WASI_EMULATED_SIGNAL -DPyInit__types=PyInit_nanoarrow__types -DCYTHON_PROFILE=0 $zstd" \
  -Dzstd:multi_thread=disabled -Dzstd:zlib=disabled -Dzstd:lzma=disabled -Dzstd:lz4=disabled -Dzstd:legacy_level=0
# Only these: lz4's own programs do not link.
targets=$(python3 "$cross/collect.py" targets build)
ninja -C build -j "$JOBS" $targets
python3 "$cross/twins.py" "$SDK/bin/llvm-nm" build "$TWINS"
ninja -C build -j "$JOBS" $targets

python3 "$cross/collect.py" archives "$SDK/bin/llvm-ar" build "$OUT"
DESTDIR=$WORK/installed meson install -C build --quiet --no-rebuild --skip-subprojects --tags python-runtime
"$python" "$cross/collect.py" python installed "$OUT" nanoarrow
"$python" -I "$DEP_DIST_INFO/dist_info.py" "$SRC" "$OUT/python"

# pylon_arrow, this project's own: the endpoint's helpers, and their loops in C.
# NDEBUG as Meson gives it: the asserts of CPython's headers name the folder that they lie in, which is another in each build.
wasm-cc -std=c11 -DNDEBUG -Wall -Wextra -c "$RECIPE/pylon_arrow/_pylon_arrow.c" -o _pylon_arrow.o
"$SDK/bin/llvm-ar" rcsD "$OUT/lib/_pylon_arrow.a" _pylon_arrow.o
mkdir -p own/site-packages
cp -R "$RECIPE/pylon_arrow/pylon_arrow" own/site-packages/pylon_arrow
mkdir own/out
"$python" "$cross/collect.py" python own own/out pylon_arrow
"$python" -I "$DEP_DIST_INFO/dist_info.py" "$RECIPE/pylon_arrow" own/out/python
cp -R own/out/python/. "$OUT/python/"

mkdir -p "$OUT/licenses"
# The sdist brings no licence file; its metadata name the licence (Apache-2.0, whose text is flatcc's too).
cp "$SRC/PKG-INFO" "$OUT/licenses/nanoarrow"
cp "$SRC"/subprojects/zstd-*/LICENSE "$OUT/licenses/zstd"
cp "$SRC"/subprojects/lz4-*/lib/LICENSE "$OUT/licenses/lz4"
cp "$SRC"/subprojects/flatcc-*/LICENSE "$OUT/licenses/flatcc"
