#!/bin/sh
# The IANA time zones for zoneinfo, as Python's own package of them.
set -eu
python=python$PYTHON_VERSION
mkdir -p "$OUT/python" "$OUT/licenses"
cp -R "$SRC/src/tzdata" "$OUT/python/tzdata"
# PYC: as the variant says. The paths are those in the running program.
"$DEP_BUILD_PYTHON/bin/$python" -I -m compileall -q --invalidation-mode "$PYC" \
  -s "$OUT/python" -p "/lib/$python/site-packages" "$OUT/python"
"$DEP_BUILD_PYTHON/bin/$python" -I "$DEP_DIST_INFO/dist_info.py" "$SRC" "$OUT/python"
cp "$SRC/LICENSE" "$OUT/licenses/tzdata"
