#!/bin/sh
# The generated Setup.local and pylon_build.c against a real CPython 3.14, natively: its makesetup and config.c.in take
# them, and a static Python linked with the variant's own registry imports the modules with dots in their names.
#
# usage: cpython_3_14.sh PYLONCTL
#   PYLONCTL  the built program
#   CC        a native C compiler (default: cc); XDG_CACHE_HOME as usual
#
# CPython 3.14 comes from Debian sid (3.14.10 when this was written; the version used is printed), which also ships its
# makesetup, config.c.in, Setup files, python.o and libpython3.14.a. The packages are fetched once and kept in the cache.
# Exit: 0 passed, 1 failed, 77 skipped because the packages cannot be had.
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
pylonctl=${1:?usage: cpython_3_14.sh PYLONCTL}
debs=${XDG_CACHE_HOME:-$HOME/.cache}/pylon/apt/sid/python3.14
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAIL: $*" >&2; exit 1; }

# ---- the packages, unpacked into a root of their own
if [ ! -e "$debs/complete" ]; then
  rm -rf "$debs"
  mkdir -p "$debs"
  "$project/toolchain/debian-suite" sid "$debs" python3.14-minimal libpython3.14-minimal libpython3.14-stdlib libpython3.14-dev \
    libexpat1 zlib1g libc6 libc6-dev linux-libc-dev libgcc-s1 >"$work/download.log" 2>&1 || {
    tail -n 5 "$work/download.log" >&2
    echo "SKIP: Debian sid's CPython 3.14 cannot be had here"
    exit 77
  }
  touch "$debs/complete"
fi
root=$work/root
"$project/toolchain/debian-root" "$root" "$debs"/*.deb
setup=$(echo "$root"/usr/lib/python3.14/config-3.14-*)
libraries=$(dirname "$root"/usr/lib/*-linux-gnu/libc.so.6)
loader=$(echo "$libraries"/ld-linux*.so.*)
echo "CPython $("$root/bin/python3.14" -c 'import platform; print(platform.python_version())')"
compile() {
  "${CC:-cc}" -std=c11 -Wall -Wextra -Werror -O1 -I"$root/usr/include/python3.14" -I"$root/usr/include/python3.14/internal" \
    -idirafter "$root/usr/include" -DPy_BUILD_CORE_BUILTIN ${3-} -c "$1" -o "$2"
}

# ---- lean and fat for this CPython, and a third variant, which drops some of CPython's own modules
mkdir -p "$work/project/toolchain" "$work/project/Modules"
cp -R "$project/variants" "$work/project/"
sed -i 's/"cpython": "3[.0-9]*"/"cpython": "3.14.10"/' "$work"/project/variants/*.json
cp "$project"/Modules/catalog* "$work/project/Modules/"
# Here nobody ships what is vendored: that its versions are those of another CPython does not matter.
sed -i 's/"vendors_of": "3[.0-9]*"/"vendors_of": "3.14.10"/' "$work/project/Modules/catalog.json"
# Nor are packages imported as a whole, so that one module of nanoarrow can be dropped alone.
"$root/bin/python3.14" - "$work/project/Modules/catalog.json" <<'EOF'
import json, pathlib, sys
file = pathlib.Path(sys.argv[1])
catalog = json.loads(file.read_text())
for package in catalog["packages"].values():
    package.pop("modules_need", None)
file.write_text(json.dumps(catalog))
EOF
cp "$project"/toolchain/lock.* "$work/project/toolchain/"
cat >"$work/project/variants/small.json" <<'EOF'
{
  "extends": "lean",
  "description": "Drops = signs, # signs and modules.",
  "drop": { "_json": "a test = of # makesetup's language \\", "_codecs_jp": "the same", "nanoarrow._ipc_lib": "one of nine" },
  "gate": { "require_modules": ["_struct"] }
}
EOF
"$pylonctl" --project "$work/project" setup

# ---- per variant: makesetup, compile, link, import
for variant in lean fat small; do
  modules=$work/project/Modules/$variant
  here=$work/$variant
  mkdir "$here"
  cd "$here"
  # Debian's own Setup.local names what its libpython3.14.a holds, but the package lacks HACL's archives, which five of
  # these modules need. Then as in CPython's makefile.
  printf '*disabled*\n_blake2\n_md5\n_sha1\n_sha2\n_sha3\n' >Setup.hacl
  sh "$setup/makesetup" -c "$setup/config.c.in" -s Modules -m "$setup/Makefile" "$modules/Setup.local" Setup.hacl \
    "$setup/Setup.local" "$setup/Setup.stdlib" "$setup/Setup.bootstrap" "$setup/Setup" >makesetup.log 2>&1 || fail "makesetup: $(cat makesetup.log)"
  [ "$(grep -c '{"_pylon_build", PyInit__pylon_build},' config.c)" = 1 ] || fail "$variant: config.c lacks _pylon_build"
  if [ "$variant" = small ]; then
    ! grep -q '_json' config.c || fail "small: *disabled* did not keep _json out"
  else
    grep -q '"_json"' config.c || fail "$variant: config.c lacks _json"
  fi

  # The packages' modules are built for WASI only: tiny ones with the same names and init functions stand in for them.
  {
    echo '#include <Python.h>'
    echo 'static PyModuleDef_Slot slots[] = {{Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED}, {0, NULL}};'
    # Those with a dot in their name stand in pylon_build.c, the others in Setup.local, which asks for their archives.
    {
      sed -n 's/^PyMODINIT_FUNC \(PyInit_[A-Za-z0-9_]*\)(void);$/\1/p' "$modules/pylon_build.c"
      sed -n 's/^\([A-Za-z0-9_]*\) \$([A-Z]*_LIBS).*/PyInit_\1/p' "$modules/Setup.local"
    } | while read -r init; do
      echo "static struct PyModuleDef def_$init = {PyModuleDef_HEAD_INIT, .m_name = \"$init\", .m_slots = slots};"
      echo "PyMODINIT_FUNC $init(void) { return PyModuleDef_Init(&def_$init); }"
    done
  } >stand_ins.c
  compile config.c config.o
  compile "$modules/pylon_build.c" pylon_build.o
  compile stand_ins.c stand_ins.o
  compile "$project/Modules/_capsule_probe/_capsule_probe.c" probe.o -DPROBE_IS_BUILT_IN
  cp "$setup/libpython3.14.a" .
  ar d libpython3.14.a config.o blake2module.o md5module.o sha1module.o sha2module.o sha3module.o
  "${CC:-cc}" -no-pie -fno-lto -nodefaultlibs "$setup/python.o" pylon_build.o stand_ins.o probe.o config.o \
    -Wl,--whole-archive libpython3.14.a -Wl,--no-whole-archive \
    "$libraries/libexpat.so.1" "$libraries/libz.so.1" "$libraries/libm.so.6" "$libraries/libc.so.6" "$loader" \
    -rdynamic -lgcc -Wl,--allow-shlib-undefined -o python

  cat >check.py <<'EOF'
import importlib.util, pathlib, sys
import _pylon_build as build

variant = sys.argv[1]
assert build.variant == variant, build.variant
assert build.packages["cpython"] == sys.version.split()[0] and build.version and build.manifest_digest == "", vars(build)
assert ("numpy" in build.packages) == (variant == "fat"), build.packages
count = lambda package: sum(name.startswith(package + ".") for name in build.modules)
assert count("numpy") == (13 if variant == "fat" else 0), build.modules
assert count("nanoarrow") >= 6 and ("nanoarrow._ipc_lib" in build.modules) == (variant != "small"), build.modules
assert sys.version_info[:2] == (3, 14)
for name in build.modules:
    package = name.rpartition(".")[0]
    pathlib.Path("packages", *package.split(".")).mkdir(parents=True, exist_ok=True)
sys.path.insert(0, "packages")
for name in build.modules:
    module = importlib.import_module(name)
    assert name in sys.builtin_module_names, name
    assert module.__spec__.origin == "built-in" and module.__name__ == name, module
# CPython 3.14 has a _types of its own: nanoarrow's must not have taken its init function.
import _types
assert hasattr(_types, "FunctionType")
assert (importlib.util.find_spec("_json") is None) == (variant == "small")

from concurrent import interpreters  # own GIL: refuses modules that do not say they can
other = interpreters.create()
other.exec(f"import _pylon_build; assert _pylon_build.variant == {variant!r}")
other.close()
print(f"{variant}: {len(build.modules)} modules with dots imported, {len(sys.builtin_module_names)} built in")
EOF
  PYTHONHOME=$root/usr "$loader" --library-path "$libraries" ./python -sP check.py "$variant" || fail "$variant: see above"
  PYTHONHOME=$root/usr "$loader" --library-path "$libraries" ./python -sP "$project/tests/landmines/capsule.py" ||
    fail "capsule: see above"
done
echo PASS
