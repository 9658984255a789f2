set -eu
mkdir -p "$OUT/lib" "$OUT/setup" "$OUT/facts" "$OUT/licenses"
echo "python $OPT" >"$OUT/lib/python.o"
ar rcD "$OUT/lib/libpython$PYTHON_VERSION.a"
cp "$RECIPE/makesetup" "$OUT/setup/makesetup"
for file in config.c.in Makefile.pre Setup.stdlib Setup.bootstrap Setup; do : >"$OUT/setup/$file"; done
echo '{"_json": "yes"}' >"$OUT/facts/modules.json"
: >"$OUT/facts/link.rsp"
: >"$OUT/facts/host_calls.rsp"
echo licence >"$OUT/licenses/cpython"
