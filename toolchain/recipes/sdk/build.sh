#!/bin/sh
# A folder laid out like wasi-sdk, made of Debian's LLVM 19 packages and its wasi-libc.
# SRC: the unpacked wasi-libc package (usr/include, usr/lib). LLVM: where Debian keeps LLVM (optional).
# The other recipes use nothing of it that a real wasi-sdk lacks, so that one can stand in its place.
set -eu
LLVM=${LLVM:-/usr/lib/llvm-19}
resource=$("$LLVM/bin/clang" -print-resource-dir)
version=${resource##*/}
sysroot=$OUT/share/wasi-sysroot
mkdir -p "$OUT/bin" "$OUT/licenses" "$sysroot/include" "$sysroot/lib"

# Debian names the triple wasm32-wasi; clang looks for the name of the target it is given.
cp -RL "$SRC/usr/include/wasm32-wasi" "$sysroot/include/wasm32-wasip1"
cp -RL "$SRC/usr/lib/wasm32-wasi" "$sysroot/lib/wasm32-wasip1"
cp -RL "$LLVM/include/wasm32-wasi/." "$sysroot/include/wasm32-wasip1/"
cp -L "$LLVM"/lib/wasm32-wasi/*.a "$sysroot/lib/wasm32-wasip1/"

# clang's own headers, and compiler-rt where clang 19 looks for it.
mkdir -p "$OUT/lib/clang/$version/lib/wasm32-unknown-wasip1"
cp -RL "$resource/include" "$OUT/lib/clang/$version/include"
cp -L "$resource/lib/wasi/libclang_rt.builtins-wasm32.a" \
  "$OUT/lib/clang/$version/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a"

# The prefix is found from the wrapper's own path, so that the folder can be moved.
for tool in clang clang++; do
  cat >"$OUT/bin/$tool" <<EOF
#!/bin/sh
prefix=\${0%/*}/..
exec $LLVM/bin/$tool --target=wasm32-wasip1 --sysroot="\$prefix/share/wasi-sysroot" -resource-dir="\$prefix/lib/clang/$version" "\$@"
EOF
  chmod 755 "$OUT/bin/$tool"
done
for tool in wasm-ld llvm-ar llvm-ranlib llvm-nm llvm-strip llvm-objcopy llvm-objdump; do
  ln -s "$LLVM/bin/$tool" "$OUT/bin/$tool"
done
# As in wasi-sdk, both names: `ar` and `llvm-ar`.
for tool in ar ranlib nm strip objcopy objdump; do ln -s "llvm-$tool" "$OUT/bin/$tool"; done

cp "$SRC/usr/share/doc/wasi-libc/copyright" "$OUT/licenses/wasi-libc"
for package in libc++ libc++abi libclang-rt; do
  doc=/usr/share/doc/$package-$version-dev-wasm32/copyright
  if [ -f "$doc" ]; then cp -L "$doc" "$OUT/licenses/$package"; fi
done

# One compile and link, so that a missing piece is named here and not in a configure log.
printf '#include <cstdio>\n#include <string>\nint main(int c, char **v) { std::string s(v[0]); return std::printf("%%s", s.c_str()) < c; }\n' >probe.cpp
"$OUT/bin/clang++" --target=wasm32-wasip1 probe.cpp -o probe.wasm
