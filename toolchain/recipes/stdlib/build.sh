#!/bin/sh
# The standard library as a variant ships it: OUT/lib/python3.x, sources and .pyc files.
set -eu
python=python$PYTHON_VERSION
lib=$OUT/lib/$python
mkdir -p "$lib" "$OUT/licenses"
# EXCLUDE: folders and files that the variant leaves out, with its reasons.
set -- --exclude=__pycache__
for path in $EXCLUDE; do set -- "$@" "--exclude=./$path"; done
(cd "$SRC/Lib" && tar cf - "$@" .) | tar xf - -C "$lib"
cp "$DEP_CPYTHON"/sysconfig/_sysconfigdata*.py "$lib/"
# getpath looks for this folder to know that the prefix is right; extension modules are all built in.
mkdir -p "$lib/lib-dynload" "$lib/site-packages"
echo 'Every extension module is part of pylon.wasm; Python looks for this folder to find its prefix.' >"$lib/lib-dynload/README"
# PYC: unchecked-hash (Python neither reads nor dates the source on import) unless the variant says checked-hash. The paths are those in the running program.
"$DEP_BUILD_PYTHON/bin/$python" -I -m compileall -q -j "$JOBS" --invalidation-mode "$PYC" -s "$OUT" -p / "$lib"
cp "$SRC/LICENSE" "$OUT/licenses/cpython"
