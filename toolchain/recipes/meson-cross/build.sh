#!/bin/sh
# What every package built by Meson needs to become static archives: the compilers as Meson shall see them, a cross file,
# and collect.py, which turns the finished build folder into archives, Python files and a list of modules.
set -eu
mkdir -p "$OUT/bin" "$OUT/pkgconfig"
cp "$RECIPE/collect.py" "$RECIPE/twins.py" "$OUT/"
# In PATH under bare names: NumPy writes the compilers' command lines into numpy/__config__.py.
for tool in wasm-cc wasm-c++; do
  sed "s|@INCLUDE@|$DEP_CPYTHON_CONFIG/include/python$PYTHON_VERSION|" "$RECIPE/compiler" >"$OUT/bin/$tool"
  chmod 755 "$OUT/bin/$tool"
done
sed "s|@PYTHON@|$DEP_BUILD_PYTHON/bin/python3|; s|@PKGCONFIG@|$OUT/pkgconfig|; s|@SDK@|$SDK|" "$RECIPE/cross.ini" >"$OUT/cross.ini"
# nanoarrow asks for zlib, but nothing that is built of it uses zlib.
printf 'Name: zlib\nDescription: asked for, never linked\nVersion: 1.3\n' >"$OUT/pkgconfig/zlib.pc"
