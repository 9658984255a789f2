#!/bin/sh
# Binaryen's programs from Debian packages of a newer suite, started through that suite's own dynamic linker.
# DEBS: folder with the packages. DEBIAN_ROOT: the script that unpacks them. OUT/bin/wasm-opt is the result.
set -eu
sh "$DEBIAN_ROOT" "$OUT/root" "$DEBS"/*.deb
ln -s root/bin "$OUT/bin"
"$OUT/bin/wasm-opt" --version
