set -eu
mkdir -p "$OUT/bin"
cp "$RECIPE/clang" "$OUT/bin/clang"
