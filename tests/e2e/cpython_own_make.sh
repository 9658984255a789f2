#!/bin/sh
# CPython's own unpatched makefile for WASI takes the committed Setup.local and pylon_build.c of each variant: its
# makesetup regenerates config.c and the makefile, its rules compile config.c and the registry, and its link rule
# links python.wasm with the archives that NANOARROW_LIBS and NUMPY_LIBS name.
#
# To be done in seconds, the configured tree is not made anew: it is put together again from what the recipe `cpython` has
# built (its makefile, its objects); `make -t` then declares all of it current except what depends on the variant.
#
# Environment:
#   SRC            CPython's source tree, as the recipe `cpython` had it (not written to)
#   DEP_CPYTHON    output of the recipe `cpython`; the SDK and the libraries that its makefile names must still be there
#   DEP_NANOARROW, DEP_NUMPY   outputs of these recipes
#   RUN            optional: a command that runs a .wasm file with the standard library, e.g. "wasmtime run --dir …::/lib"
# Exit: 0 passed, 1 failed.
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
: "${SRC:?}" "${DEP_CPYTHON:?}" "${DEP_NANOARROW:?}" "${DEP_NUMPY:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAIL: $*" >&2; exit 1; }
! grep -F /.launcher/ "$DEP_CPYTHON"/setup/Makefile* || fail "CPython's makefile names the launcher of the build that made it"
ar=$(sed -n 's/^AR=[[:space:]]*//p' "$DEP_CPYTHON/setup/Makefile")
[ -x "$ar" ] || fail "the SDK that CPython was built with is gone: $ar"
header=$(echo "$DEP_CPYTHON"/include/python3.*/pyconfig.h)

# ---- a source tree of links, so that pylon_build.c can be added to Modules/
mkdir "$work/src"
ln -s "$SRC"/* "$work/src/"
rm "$work/src/Modules"
mkdir "$work/src/Modules"
ln -s "$SRC"/Modules/* "$work/src/Modules/"

for variant in lean fat; do
  build=$work/$variant
  libs=$(echo "$DEP_NANOARROW"/lib/*.a)
  set -- "NANOARROW_LIBS=$libs"
  if [ "$variant" = fat ]; then set -- "$@" "NUMPY_LIBS=$(echo "$DEP_NUMPY"/lib/*.a) -lc++ -lc++abi $DEP_CPYTHON/lib/libcxa-abort.a"; fi
  # NumPy prints long doubles. -Wl,--fatal-warnings: a mismatch of signatures is only a warning otherwise.
  set -- "$@" "LDFLAGS_NODIST=-Wl,--fatal-warnings -lc-printscan-long-double"
  mkdir -p "$build/Modules"
  cp "$project/Modules/$variant/pylon_build.c" "$work/src/Modules/"
  cd "$build"

  # ---- the configured tree, oldest file first; Setup.local comes last, as when a user has just put it there
  touch config.status
  cp "$header" .
  cp "$DEP_CPYTHON"/setup/Setup.* Modules/
  cp "$DEP_CPYTHON"/setup/Makefile.pre "$DEP_CPYTHON"/setup/Makefile .
  cp "$project/Modules/$variant/Setup.local" Modules/

  make Makefile "$@" >makesetup.log 2>&1 || fail "$variant: make Makefile: $(tail -n 5 makesetup.log)"
  [ "$(grep -c '{"_pylon_build", PyInit__pylon_build},' Modules/config.c)" = 1 ] || fail "$variant: config.c lacks _pylon_build"
  [ "$(grep -c '{"_json", PyInit__json},' Modules/config.c)" = 1 ] || fail "$variant: config.c lacks _json"

  # ---- the objects of the base
  printf 'include Makefile\npylon-print:\n\t@echo $(LIBRARY_OBJS) $(filter %%.a,$(MODLIBS)) Programs/python.o $(FROZEN_FILES_OUT)\n' >print.mk
  files=$(make -s -f print.mk pylon-print)
  for file in $files; do
    case $file in */*) mkdir -p "${file%/*}" ;; esac
  done
  mkdir base
  (cd base && "$ar" x "$DEP_CPYTHON"/lib/libpython3.*.a)
  cp "$DEP_CPYTHON"/lib/*.a "$DEP_CPYTHON/lib/python.o" base/
  for file in $files; do
    [ ! -f "base/${file##*/}" ] || cp "base/${file##*/}" "$file"
  done
  make -t python.wasm "$@" >touch.log 2>&1 || fail "$variant: make -t: $(tail -n 5 touch.log)"
  rm -f Modules/config.o Modules/pylon_build.o libpython3.*.a python.wasm

  # ---- and now what a user of CPython's own build sees
  make python.wasm "$@" >make.log 2>&1 || fail "$variant: make python.wasm: $(tail -n 20 make.log)"
  compiled=$(grep -c -- ' -c ' make.log)
  [ -s python.wasm ] || fail "$variant: no python.wasm"
  if [ -n "${RUN-}" ]; then
    $RUN python.wasm -c 'import _pylon_build as build, sys
assert build.variant == sys.argv[1] and set(build.modules) <= set(sys.builtin_module_names)' "$variant" || fail "$variant: it does not run"
  fi
  echo "$variant: $(wc -c <python.wasm) bytes, $compiled files compiled"
done
echo PASS
