#!/bin/sh
# What the recipe cpython-config answers in configure's place (answers.sh), against configure's own answers: none may differ.
#   DEP_CPYTHON_CONFIG   output of the recipe
#   DEP_SDK, DEP_ZLIB, DEP_BZIP2, DEP_XZ, DEP_SQLITE, SRC   what it was made with
# Configure takes half a minute: what has passed once of a step (its folder is named by all that goes into it) is not run again on
# this machine until the file below is gone.
# usage: configure_answers.sh RECIPE; exit: 0 passed, 1 failed.
set -eu
recipe=$1 ours=${DEP_CPYTHON_CONFIG:?}
passed=${XDG_CACHE_HOME:-$HOME/.cache}/pylon/proofs/configure-answers-${ours##*-}-$(sha256sum <"$0" | cut -c1-16)
[ ! -e "$passed" ] || { cat "$passed"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/recipe" "$work/out" "$work/run"
cp "$recipe"/* "$work/recipe/"
echo 'answers() { :; }' >"$work/recipe/answers.sh"
python=$(basename "$ours"/include/python3.*)
cd "$work/run"
env SDK="$DEP_SDK" OUT="$work/out" WORK="$work/run" RECIPE="$work/recipe" MAP= PYTHON_VERSION="${python#python}" \
  sh "$work/recipe/build.sh" >"$work/log" 2>&1 || { tail -n 20 "$work/log"; exit 1; }
diff "$work/out/include/$python/pyconfig.h" "$ours/include/$python/pyconfig.h" || { echo "FAIL: another pyconfig.h (<: by configure alone)"; exit 1; }
# Ours may answer more than was asked.
LC_ALL=C sort "$work/out/config.cache" >"$work/alone"
LC_ALL=C sort "$ours/config.cache" >"$work/ours"
if comm -23 "$work/alone" "$work/ours" | grep .; then
  echo "FAIL: configure alone answers these otherwise"
  exit 1
fi
asked=$(grep -c '^checking' "$work/log") answered=$(SDK=$DEP_SDK sh -c '. "$1/answers.sh"; answers "$SRC/configure"' sh "$recipe" | wc -l)
[ "$answered" -gt 100 ] || { echo "FAIL: $answered answers, which is fewer than there were"; exit 1; }
mkdir -p "${passed%/*}"
echo "$asked questions, $answered of them answered in advance, the same" | tee "$passed.new"
mv "$passed.new" "$passed"
