#!/bin/sh
# A folder laid out like wasi-sdk, made of Debian's LLVM packages and its wasi-libc.
# SRC: the unpacked wasi-libc package (usr/include, usr/lib). LLVM: where LLVM is installed on this machine; or DEBS, a folder with
# the packages of another suite, and DEBIAN_ROOT, the script that unpacks them: LLVM then lies in the result, and runs with its own C library.
# The other recipes use nothing of it that a real wasi-sdk lacks, so that one can stand in its place.
set -eu
mkdir -p "$OUT/bin" "$OUT/licenses"
docs=/usr/share/doc start=
if [ -n "${DEBS-}" ]; then
  sh "$DEBIAN_ROOT" "$OUT/root" "$DEBS"/*.deb
  LLVM=$(echo "$OUT"/root/usr/lib/llvm-*)
  docs=$OUT/root/usr/share/doc
  # Of LLVM's hundred programs these are of use; all others are half of what the packages bring.
  for program in "$LLVM"/bin/*; do
    case ${program##*/} in
    clang | clang++ | clang-[0-9]* | lld | wasm-ld | llvm-ar | llvm-nm | llvm-objcopy | llvm-objdump | llvm-profdata | llvm-ranlib | llvm-strip) ;;
    *) rm "$program" ;;
    esac
  done
  rm -rf "$OUT/root/usr/bin" "$OUT/root/bin" "$OUT/root/usr/share/man"
  loader=$(echo "$OUT"/root/usr/lib/*-linux-gnu/ld-linux*.so.*)
  # argv[0] stays what the program was called by: clang finds the folder of its linker from it, lld and llvm-ar which program to be.
  start="\"\$prefix${loader#"$OUT"}\" --library-path \"\$prefix/root/usr/lib/$(basename "$(dirname "$loader")")\" --argv0 \"\$0\""
fi
resource=$(echo "$LLVM"/lib/clang/*)
version=${resource##*/}
sysroot=$OUT/share/wasi-sysroot
mkdir -p "$sysroot/include" "$sysroot/lib"

# Debian names the triple wasm32-wasi; clang looks for the name of the target it is given.
cp -RL "$SRC/usr/include/wasm32-wasi" "$sysroot/include/wasm32-wasip1"
cp -RL "$SRC/usr/lib/wasm32-wasi" "$sysroot/lib/wasm32-wasip1"
cp -RL "$LLVM/include/wasm32-wasi/." "$sysroot/include/wasm32-wasip1/"
cp -RL "$LLVM/lib/wasm32-wasi/." "$sysroot/lib/wasm32-wasip1/"

# clang's own headers, and compiler-rt where clang looks for it.
mkdir -p "$OUT/lib/clang/$version/lib/wasm32-unknown-wasip1"
cp -RL "$resource/include" "$OUT/lib/clang/$version/include"
cp -L "$resource/lib/wasi/libclang_rt.builtins-wasm32.a" \
  "$OUT/lib/clang/$version/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a"

# launcher TOOL PROGRAM [ARGUMENTS]: the prefix is found from the launcher's own path, so that the folder can be moved.
launcher() {
  tool=$1 program=$2
  shift 2
  printf '#!/bin/sh\nprefix=${0%%/*}/..\n%s\n' "$*" >"$OUT/bin/$tool"
  chmod 755 "$OUT/bin/$tool"
}
case $LLVM in "$OUT"/*) llvm=\$prefix${LLVM#"$OUT"} ;; *) llvm=$LLVM ;; esac
for tool in clang clang++; do
  # Driver options may not stand before -cc1, by which clang starts itself when it has several files.
  launcher $tool $tool "case \${1-} in -cc1*) exec $start \"$llvm/bin/$tool\" \"\$@\" ;; esac
exec $start \"$llvm/bin/$tool\" ${start:+-no-canonical-prefixes }--target=wasm32-wasip1 --sysroot=\"\$prefix/share/wasi-sysroot\" -resource-dir=\"\$prefix/lib/clang/$version\" \"\$@\""
done
for tool in wasm-ld llvm-ar llvm-ranlib llvm-nm llvm-strip llvm-objcopy llvm-objdump llvm-profdata; do
  if [ "$tool" = llvm-profdata ] && [ -n "$start" ]; then
    # It loads libcurl, of which this machine's own will do: pylonctl is linked with it.
    launcher $tool $tool "exec $(echo "$start" | sed "s|\(--library-path \"[^\"]*\)|\1:/usr/lib/$(basename "$(dirname "$loader")")|") \"$llvm/bin/$tool\" \"\$@\""
  elif [ -n "$start" ]; then
    launcher $tool $tool "exec $start \"$llvm/bin/$tool\" \"\$@\""
  else
    ln -s "$LLVM/bin/$tool" "$OUT/bin/$tool"
  fi
done
# Debian's clang asks for its linker by the name that has the version.
ln -s wasm-ld "$OUT/bin/wasm-ld-$version"
# As in wasi-sdk, both names: `ar` and `llvm-ar`.
for tool in ar ranlib nm strip objcopy objdump; do ln -s "llvm-$tool" "$OUT/bin/$tool"; done

cp "$SRC/usr/share/doc/wasi-libc/copyright" "$OUT/licenses/wasi-libc"
for package in libc++ libc++abi libclang-rt; do
  doc=$docs/$package-$version-dev-wasm32/copyright
  if [ -f "$doc" ]; then cp -L "$doc" "$OUT/licenses/$package"; fi
done

# One compile and link, so that a missing piece is named here and not in a configure log.
printf '#include <cstdio>\n#include <string>\nint main(int c, char **v) { std::string s(v[0]); return std::printf("%%s", s.c_str()) < c; }\n' >probe.cpp
"$OUT/bin/clang++" --target=wasm32-wasip1 probe.cpp -o probe.wasm
