# answers CONFIGURE: answers of configure that can be had sooner than by its asking, as lines of config.cache.
# tests/e2e/configure_answers.sh compares them with what it finds by itself.
answers() {
  absent "$1"
  sizes "$1"
}

# A function that no library defines cannot be linked, and a header that no folder holds cannot be included: configure would
# try each, a call of clang and of the linker. What is there is not answered: only a compiler knows whether it can be used.
absent() {
  places="$SDK/share/wasi-sysroot $SDK/lib/clang ${DEP_ZLIB-} ${DEP_BZIP2-} ${DEP_XZ-} ${DEP_SQLITE-}"
  find -L $places \( -name '*.a' -o -name '*.o' \) -exec "$SDK/bin/llvm-nm" --defined-only --format=just-symbols --quiet {} + >symbols
  # All ends of paths, as an #include names them: sys/types.h, and types.h too.
  find -L $places -name '*.h' | awk '{ while (sub("^[^/]*/", "")) print }' >headers
  [ -s symbols ] && [ -s headers ] || { echo "answers: no libraries or headers below $SDK"; exit 1; } >&2
  for kind in func:symbols header_compile:headers; do
    sed -n "s/^ *ac_fn_c_check_${kind%:*} \"\$LINENO\" \"\([^\"]*\)\" \"\([a-z]*_cv_[A-Za-z0-9_]*\)\".*/\1 \2/p" "$1" |
      awk -v list="${kind#*:}" 'BEGIN { while ((getline name <list) > 0) known[name] }
        $1 in known { there[$2] } { asked[$2] } END { for (one in asked) if (!(one in there)) print one "=${" one "=no}" }' | sort
  done
  rm symbols headers
}

# Where no program can be run configure closes in on each size with some eight calls of the compiler. One call tells all.
sizes() {
  for header in stdio.h stddef.h stdint.h sys/types.h time.h pthread.h wchar.h; do echo "#include <$header>"; done >sizes.c
  sed -n 's/.*ac_fn_c_compute_int "$LINENO" "(long int) (sizeof (\(.*\)))" "\([A-Za-z0-9_]*\)".*/unsigned \2 = sizeof (\1);/p' "$1" >>sizes.c
  "$SDK/bin/clang" --target=wasm32-wasip1 -w -S -o - sizes.c | sed 's/[#;].*//' |
    awk '/^ac_cv_[A-Za-z0-9_]*:/ { name = $1; sub(":", "", name) } $1 == ".int32" && name { print name "=${" name "=" $2 "}"; name = "" }'
  rm sizes.c
}
