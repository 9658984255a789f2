set -eu
mkdir -p "$OUT/lib" "$OUT/python/extra" "$OUT/licenses"
ar rcD "$OUT/lib/speedups.a"
echo 'pass' >"$OUT/python/extra/__init__.py"
echo licence >"$OUT/licenses/extra"
