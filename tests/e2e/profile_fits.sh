#!/bin/sh
# The profile of CPython is of the sources and flags that it is used for. Of a function that has changed since, clang says
# "hash mismatch" and leaves its counts aside: the build goes on, a little slower, and nobody would see it.
#   DEP_CPYTHON   output of the recipe `cpython`, whose log lies beside it
# Exit: 0 passed, 1 failed.
set -eu
log=${DEP_CPYTHON:?}.log
grep -q -e '-fprofile-use=profile' "$log" || { echo "FAIL: CPython was compiled without its profile"; exit 1; }
if grep 'hash mismatch' "$log"; then
  echo "FAIL: run toolchain/update-profile and commit what it writes"
  exit 1
fi
