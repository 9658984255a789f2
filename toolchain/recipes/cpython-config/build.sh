#!/bin/sh
# What CPython's configure finds out about WASI, once for all flags: packages with extension modules need no more of CPython
# than this, and are built while libpython is.
#   include/      the headers, internal ones too
#   config.cache  the answers
#   configure.sh  what was run, to be run again with them
set -eu
# A link to the source makes every path that the compiler sees relative, and the same on all machines.
ln -s "$SRC" src
mkdir build
cd build
. "$RECIPE/answers.sh"
answers ../src/configure >config.cache
# configure asks the native Python for nothing but its version, and need not wait until there is one.
build_python=$WORK/build-python OPT=
printf '#!/bin/sh\necho %s\n' "$PYTHON_VERSION" >"$build_python"
chmod 755 "$build_python"
. "$RECIPE/configure.sh"

# Only answers about the target are kept: not the environment they were found in, nor paths and names of programs.
grep -v -E '^(ac_cv_(env|prog|path)|pkg_cv)_' config.cache >"$OUT/config.cache"
mkdir "$OUT/include"
cp -R ../src/Include "$OUT/include/$python"
cp pyconfig.h "$OUT/include/$python/"
cp "$RECIPE/configure.sh" "$OUT/"
