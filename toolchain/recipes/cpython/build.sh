#!/bin/sh
# CPython for WASI: everything a variant needs to write its own config.c and link.
# Nothing is linked here. OUT holds
#   lib/       libpython (without config.o), python.o, CPython's own archives (facts/link.json), libcxa-abort.a,
#              libhost-calls.a (reads and writes in pieces)
#   include/   the headers, internal ones too
#   setup/     makesetup and what it reads
#   sysconfig/ _sysconfigdata and build-details.json, without paths of this machine
#   facts/     modules.json (why a module is there or not), link.json (CPython's own link flags),
#              host_calls.rsp (what the linker is told to --wrap)
# Optional: OPT_PROFILE (flags after OPT that use the profile: which branches usual programs take, see toolchain/update-profile),
# OPT_COLD (flags after these for code that is not hot), OPT_LOOP (for the evaluation loop), LAUNCHER.
set -eu
# A link to the source makes every path that the compiler sees relative, and the same on all machines.
ln -s "$SRC" src
mkdir build
cd build

# configure has answered before; what it finds now must be the same.
cp "$DEP_CPYTHON_CONFIG/config.cache" config.cache
chmod u+w config.cache
build_python=$DEP_BUILD_PYTHON/bin/python$PYTHON_VERSION
. "$DEP_CPYTHON_CONFIG/configure.sh"
cmp pyconfig.h "$DEP_CPYTHON_CONFIG/include/$python/pyconfig.h"

# The archives a static CPython links are in MODLIBS, by other names in each version: make knows how to build them.
# Hot is what the usual loops spend their time in (interpreter, objects, io, re, json, hashes …); all else is built
# with OPT_COLD after OPT.
cat >pylon.mk <<'EOF'
include Makefile
PY_STDMODULE_CFLAGS += $(OPT_PROFILE)
hot := Objects/%.o $(addprefix Python/, bltinmodule.o ceval.o dtoa.o errors.o frame.o gc.o getargs.o \
    modsupport.o object_stack.o pyhash.o pystrtod.o specialize.o) \
  Modules/_io/%.o Modules/_sre/%.o Modules/_hacl/%.o Modules/_blake2/%.o Modules/_decimal/%.o \
  $(addprefix Modules/, _bisectmodule.o _collectionsmodule.o _functoolsmodule.o _heapqmodule.o _json.o \
    _operator.o _pickle.o _randommodule.o _struct.o arraymodule.o binascii.o itertoolsmodule.o mathmodule.o)
# private: the archives that a cold object waits for are not cold for that.
$(filter-out $(hot),$(LIBRARY_OBJS)): private PY_STDMODULE_CFLAGS += $(OPT_COLD)
Python/ceval.o: private PY_STDMODULE_CFLAGS += $(OPT_LOOP)
archives := $(sort $(filter %.a %.o,$(MODLIBS)))
pylon: $(LIBRARY) Programs/python.o $(archives) pybuilddir.txt
	@printf '%s\n' $(archives) >pylon.archives
	@printf '%s\n' $(LIBS) $(SYSLIBS) >pylon.libs
	@printf '%s\n' $(LDFLAGS) $(LDFLAGS_NODIST) $(LINKFORSHARED) >pylon.ldflags
EOF
version=$(sed -n 's/^#define PY_VERSION *"\(.*\)"/\1/p' ../src/Include/patchlevel.h)
case "${OPT_PROFILE-}" in
*-fprofile-use=profile*)
  if [ -f "$RECIPE/$version.profdata.gz" ]; then
    gzip -dc "$RECIPE/$version.profdata.gz" >profile
  else
    echo "CPython $version has no profile and is compiled without: toolchain/update-profile makes one"
    OPT_PROFILE=
  fi
  ;;
esac
make -f pylon.mk -j"$JOBS" pylon OPT_PROFILE="${OPT_PROFILE-}" OPT_COLD="${OPT_COLD-}" OPT_LOOP="${OPT_LOOP-}"

mkdir -p "$OUT/lib" "$OUT/include" "$OUT/setup" "$OUT/sysconfig" "$OUT/facts" "$OUT/licenses"
# A variant brings its own config.o.
"$SDK/bin/llvm-ar" dD "lib$python.a" config.o
cp "lib$python.a" Programs/python.o $(cat pylon.archives) "$OUT/lib/"
$cc $OPT $MAP -c "$RECIPE/cxa_abort.c" -o cxa_abort.o
"$SDK/bin/llvm-ar" rcsD "$OUT/lib/libcxa-abort.a" cxa_abort.o
$cc $OPT $MAP -c "$RECIPE/host_calls.c" -o host_calls.o
"$SDK/bin/llvm-ar" rcsD "$OUT/lib/libhost-calls.a" host_calls.o
{ echo -lhost-calls && sed -n 's/^[a-z_]* __wrap_\([a-z_]*\)(.*/-Wl,--wrap=\1/p' "$RECIPE/host_calls.c"; } >"$OUT/facts/host_calls.rsp"

cp -R ../src/Include "$OUT/include/$python"
cp pyconfig.h "$OUT/include/$python/"
cp ../src/Modules/makesetup ../src/Modules/config.c.in Modules/Setup.bootstrap Modules/Setup.stdlib "$OUT/setup/"
cp ../src/Modules/Setup Makefile.pre Makefile "$OUT/setup/"
# A launcher belongs to this build alone, whose result others share.
[ -z "${LAUNCHER-}" ] || sed -i "s|$LAUNCHER ||g" "$OUT"/setup/Makefile*
cp ../src/LICENSE "$OUT/licenses/cpython"

# From here on no path of this machine may remain.
cp "$(cat pybuilddir.txt)"/_sysconfigdata*.py "$OUT/sysconfig/"
sed -i -e "s| $MAP||g" -e "s|${LAUNCHER:+$LAUNCHER }$SDK|/wasi-sdk|g" -e "s|$SDK|/wasi-sdk|g" -e "s|$WORK|/w|g" \
  -e "s|$DEP_BUILD_PYTHON|/build-python|g" -e "s|$STORE|/s|g" "$OUT"/sysconfig/*.py
"$DEP_BUILD_PYTHON/bin/$python" -I "$RECIPE/facts.py" "$OUT" .
