#!/bin/sh
# The native Python that CPython's cross build, compileall and the packages' generators run on.
# Only what these need is compiled; no extension module is a shared library.
# Optional: LAUNCHER (ccache …), HOST_CC.
set -eu
modules="_bisect _blake2 _contextvars _csv _datetime _heapq _json _md5 _opcode _pickle _posixsubprocess _queue _random _sha1
  _sha2 _sha3 _socket _struct array binascii cmath fcntl math mmap select unicodedata"

# configure asks its cache variables before it looks: n/a leaves a module out.
for module in $(sed -n 's/^@MODULE_\([A-Z0-9_]*\)_TRUE@\([A-Za-z0-9_]*\).*/\2/p' "$SRC/Modules/Setup.stdlib.in"); do
  case " $(echo $modules) " in *" $module "*) ;; *) echo "py_cv_module_$module=n/a" ;; esac
done >config.site
export CONFIG_SITE="$WORK/config.site"

# -O0: what runs on it in a build takes about three seconds; compiling at -O1 takes twenty seconds of processor time more.
CC="${LAUNCHER-} ${HOST_CC:-cc}" MODULE_BUILDTYPE=static "$SRC/configure" --prefix="$OUT" \
  --without-doc-strings --without-ensurepip --without-readline --disable-test-modules --with-pkg-config=no \
  OPT="-O0 -DNDEBUG -w $MAP"
make -j"$JOBS" python pybuilddir.txt

# Not `make install`: it compiles the whole library and more, none of it needed.
python=python$PYTHON_VERSION
mkdir -p "$OUT/bin" "$OUT/lib/$python/lib-dynload"
strip -o "$OUT/bin/$python" python
ln -s "$python" "$OUT/bin/python3"
(cd "$SRC/Lib" && tar cf - --exclude=test --exclude=tests --exclude=idlelib --exclude=tkinter --exclude=turtledemo \
  --exclude=ensurepip --exclude=__pycache__ .) | tar xf - -C "$OUT/lib/$python"
cp "$(cat pybuilddir.txt)"/_sysconfigdata*.py "$OUT/lib/$python/"

"$OUT/bin/$python" -I -c "import hashlib, json, math, os, random, re, socket, struct, subprocess, sysconfig, tempfile"
