#!/bin/sh
# NumPy's 13 run-time modules as static archives, and its Python files.
set -eu
cross=$DEP_MESON_CROSS
python=$DEP_BUILD_PYTHON/bin/python3
PATH=$cross/bin:$PATH
# Read by the compiler wrapper.
export PATH SDK OPT MAP EXCEPTIONS TWINS="$WORK/twins"
# The generators run from a copy at a fixed place below WORK, so that all paths in their output are relative and equal everywhere.
export PYTHONDONTWRITEBYTECODE=1
cp -R "$SRC" src
chmod -R u+w src

# NumPy's own Meson: others lack its module for CPU features.
python3 src/vendored-meson/meson/meson.py setup build src --cross-file "$cross/cross.ini" --prefix=/usr \
  -Dblas=none -Dlapack=none -Dallow-noblas=true -Ddisable-optimization=true -Ddisable-highway=true \
  -Ddisable-svml=true -Ddisable-intel-sort=true -Ddisable-threading=true
targets=$(python3 "$cross/collect.py" targets build)
# What Cython writes defines nothing but its module, and waits until the names are known: it takes longest, and would be compiled twice.
ninja -C build -j "$JOBS" $(ninja -C build -t inputs $targets | grep '\.o$' | grep -v '\.pyx\.c\.o$')
python3 "$cross/twins.py" "$SDK/bin/llvm-nm" build "$TWINS"
ninja -C build -j "$JOBS" $targets
python3 "$cross/twins.py" "$SDK/bin/llvm-nm" build

python3 "$cross/collect.py" archives "$SDK/bin/llvm-ar" build "$OUT"
DESTDIR=$WORK/installed python3 src/vendored-meson/meson/meson.py install -C build --quiet --no-rebuild --tags python-runtime
# The build machine's own Python has no place in the result.
sed -i "s|$python|/usr/bin/python3|" "$(find installed -name __config__.py)"
"$python" "$cross/collect.py" python installed "$OUT" numpy
"$python" -I "$DEP_DIST_INFO/dist_info.py" "$SRC" "$OUT/python"
mkdir -p "$OUT/licenses"
cp "$SRC/LICENSE.txt" "$OUT/licenses/numpy"
