#!/bin/sh
# CPython for WASI: everything a variant needs to write its own config.c and link.
# Nothing is linked here. OUT holds
#   lib/       libpython (without config.o), python.o, CPython's own archives (facts/link.json), libcxa-abort.a
#   include/   the headers, internal ones too
#   setup/     makesetup and what it reads
#   sysconfig/ _sysconfigdata and build-details.json, without paths of this machine
#   facts/     modules.json (why a module is there or not), link.json (CPython's own link flags)
# Optional: OPT_COLD (flags after OPT for code that is not hot), LAUNCHER, CONFIG_CACHE (as in build-python).
set -eu
python=python$PYTHON_VERSION
cc="$SDK/bin/clang --target=wasm32-wasip1"
# A link to the source makes every path that the compiler sees relative, and the same on all machines.
ln -s "$SRC" src
mkdir build
cd build

# Only answers about the target are kept: not the environment they were found in, nor paths and names of programs.
local='^(ac_cv_(env|prog|path)|pkg_cv)_'
touch config.cache
if [ -f "${CONFIG_CACHE-}" ]; then grep -v -E "$local" "$CONFIG_CACHE" >config.cache; fi

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

# --prefix=/: the standard library is looked for in /lib/python3.x, with no environment variable.
CC="${LAUNCHER:+$LAUNCHER }$cc" CPP="$cc -E" CXX="$SDK/bin/clang++ --target=wasm32-wasip1" \
AR="$SDK/bin/llvm-ar" ARFLAGS=rcsD RANLIB="$SDK/bin/llvm-ranlib" HOSTRUNNER=wasmtime \
OPT="-DNDEBUG $OPT $MAP" ../src/configure --cache-file=config.cache --prefix=/ --with-pkg-config=no \
  --host=wasm32-wasip1 --build="$(sh ../src/config.guess)" --with-build-python="$DEP_BUILD_PYTHON/bin/$python" \
  --without-ensurepip --disable-test-modules
if [ -n "${CONFIG_CACHE-}" ]; then
  grep -v -E "$local" config.cache >"$CONFIG_CACHE.new"
  mv "$CONFIG_CACHE.new" "$CONFIG_CACHE"
fi

# The archives a static CPython links are in MODLIBS, by other names in each version: make knows how to build them.
# Hot is what the usual loops spend their time in (interpreter, objects, io, re, json, hashes …); all else is built
# with OPT_COLD after OPT.
cat >pylon.mk <<'EOF'
include Makefile
hot := Objects/%.o $(addprefix Python/, bltinmodule.o ceval.o dtoa.o errors.o frame.o gc.o getargs.o \
    modsupport.o object_stack.o pyhash.o pystrtod.o specialize.o) \
  Modules/_io/%.o Modules/_sre/%.o Modules/_hacl/%.o Modules/_blake2/%.o Modules/_decimal/%.o \
  $(addprefix Modules/, _bisectmodule.o _collectionsmodule.o _functoolsmodule.o _heapqmodule.o _json.o \
    _operator.o _pickle.o _randommodule.o _struct.o arraymodule.o binascii.o itertoolsmodule.o mathmodule.o)
# private: the archives that a cold object waits for are not cold for that.
$(filter-out $(hot),$(LIBRARY_OBJS)): private PY_STDMODULE_CFLAGS += $(OPT_COLD)
archives := $(sort $(filter %.a %.o,$(MODLIBS)))
pylon: $(LIBRARY) Programs/python.o $(archives) pybuilddir.txt
	@printf '%s\n' $(archives) >pylon.archives
	@printf '%s\n' $(LIBS) $(SYSLIBS) >pylon.libs
	@printf '%s\n' $(LDFLAGS) $(LDFLAGS_NODIST) $(LINKFORSHARED) >pylon.ldflags
EOF
make -f pylon.mk -j"$JOBS" pylon OPT_COLD="${OPT_COLD-}"

mkdir -p "$OUT/lib" "$OUT/include" "$OUT/setup" "$OUT/sysconfig" "$OUT/facts" "$OUT/licenses"
# A variant brings its own config.o.
"$SDK/bin/llvm-ar" dD "lib$python.a" config.o
cp "lib$python.a" Programs/python.o $(cat pylon.archives) "$OUT/lib/"
$cc $OPT $MAP -c "$RECIPE/cxa_abort.c" -o cxa_abort.o
"$SDK/bin/llvm-ar" rcsD "$OUT/lib/libcxa-abort.a" cxa_abort.o

cp -R ../src/Include "$OUT/include/$python"
cp pyconfig.h "$OUT/include/$python/"
cp ../src/Modules/makesetup ../src/Modules/config.c.in Modules/Setup.bootstrap Modules/Setup.stdlib "$OUT/setup/"
cp ../src/Modules/Setup Makefile.pre Makefile "$OUT/setup/"
cp ../src/LICENSE "$OUT/licenses/cpython"

# From here on no path of this machine may remain.
cp "$(cat pybuilddir.txt)"/_sysconfigdata*.py "$OUT/sysconfig/"
sed -i -e "s| $MAP||g" -e "s|${LAUNCHER:+$LAUNCHER }$SDK|/wasi-sdk|g" -e "s|$SDK|/wasi-sdk|g" -e "s|$WORK|/w|g" \
  -e "s|$DEP_BUILD_PYTHON|/build-python|g" -e "s|$STORE|/s|g" "$OUT"/sysconfig/*.py
"$DEP_BUILD_PYTHON/bin/$python" -I "$RECIPE/facts.py" "$OUT" .
