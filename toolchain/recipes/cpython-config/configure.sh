# Runs CPython's configure for WASI in the current folder, which becomes the build folder; ../src is a link to the source.
# Answers are read from config.cache and added to it; neither OPT (compiler flags) nor build_python (the native Python) changes
# them. Sets python and cc.
python=python$PYTHON_VERSION
cc="$SDK/bin/clang --target=wasm32-wasip1"

# pkg-config is not asked at all: what the build machine has says nothing about WASI.
for library in ZLIB:ZLIB:z BZIP2:BZIP2:bz2 XZ:LIBLZMA:lzma SQLITE:LIBSQLITE3:sqlite3; do
  dep=${library%%:*} name=${library##*:}
  variable=${library#*:} variable=${variable%:*}
  eval "folder=\${DEP_$dep-}"
  [ -z "$folder" ] || export "${variable}_CFLAGS=-I$folder/include" "${variable}_LIBS=-L$folder/lib -l$name"
done

# CPython's own answers for WASI; the file has moved with each version.
for site in Tools/wasm Tools/wasm/wasi Platforms/WASI; do
  if [ -f "../src/$site/config.site-wasm32-wasi" ]; then export CONFIG_SITE="../src/$site/config.site-wasm32-wasi"; fi
done

# configure runs a program to learn whether memory must be read aligned, cannot here, and assumes so: str's hash would then be FNV
# in place of SipHash-1-3. WebAssembly reads at any address ("Memory Instructions" in its specification: alignment is a hint).
export ac_cv_aligned_required=no

# Not looked for: sysconfig would have the path of the machine's own llvm-profdata, or none, and the library other bytes.
export ac_cv_path_LLVM_PROFDATA= ac_cv_path_ac_pt_LLVM_PROFDATA=

# --prefix=/: the standard library is looked for in /lib/python3.x, with no environment variable.
CC="${LAUNCHER:+$LAUNCHER }$cc" CPP="$cc -E" CXX="$SDK/bin/clang++ --target=wasm32-wasip1" \
AR="$SDK/bin/llvm-ar" ARFLAGS=rcsD RANLIB="$SDK/bin/llvm-ranlib" HOSTRUNNER=wasmtime \
OPT="-DNDEBUG $OPT $MAP" ../src/configure --cache-file=config.cache --prefix=/ --with-pkg-config=no \
  --host=wasm32-wasip1 --build="$(sh ../src/config.guess)" --with-build-python="$build_python" \
  --without-ensurepip --disable-test-modules
