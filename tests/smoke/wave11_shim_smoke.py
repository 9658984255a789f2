"""The shim that makes modules with dots in their names built in: the worked example of a smoke, which runs on every variant."""
# ---- The canonical gate: the same text in every smoke, so that each runs alone, by hand.
import os
import sys


def _probe(mod):
    try:
        __import__(mod)
        return True
    except BaseException:
        return False


_HAVE_NUMPY = _probe("numpy")
_REQUIRE_FAT = os.environ.get("PYLON_REQUIRE_FAT") == "1"
_NUMPY = ("numpy", _HAVE_NUMPY)
passed = total = skipped = 0


def check(label, thunk, requires=()):
    """Counts one check, which passes when thunk() is true. What it requires and is not there makes it a SKIP, which
    counts as passed; with PYLON_REQUIRE_FAT=1, as in a release cut, it makes it a FAIL that names what is missing."""
    global passed, total, skipped
    total += 1
    print(f"{label}: ", end="", flush=True)  # so that a trap shows where it struck
    missing = ", ".join(name for name, have in requires if not have)
    if missing and not _REQUIRE_FAT:
        passed += 1
        skipped += 1
        print(f"SKIP (needs {missing})")
        return
    try:
        problem = f"needs {missing}" if missing else "" if thunk() else "not true"
    except BaseException as error:
        problem = repr(error)
    passed += not problem
    print(f"FAIL ({problem})" if problem else "ok")
# ---- End of the gate.

import importlib
import importlib.machinery

import _pylon_build


def built_in(name):
    """Whether `name` can be imported under its full name and comes from pylon.wasm itself."""
    module = importlib.import_module(name)
    return module.__spec__.name == name and module.__spec__.origin == "built-in"


def refused(name):
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        return error.name == name
    return False


# What every variant must do.
check("the registry is not empty", lambda: len(_pylon_build.modules) > 0)
check("a module of nanoarrow", lambda: built_in("nanoarrow._array"))
check("imported twice is the same module", lambda: importlib.import_module("nanoarrow._array") is sys.modules["nanoarrow._array"])
check("the importer of built-in modules finds dotted names",
      lambda: all(importlib.machinery.BuiltinImporter.find_spec(name) for name in _pylon_build.modules))
check("no name for users contains _dynlink",
      lambda: not [name for name in sys.builtin_module_names if "_dynlink" in name and not name.rpartition(".")[2].startswith("_")])
check("a name that is not there is a ModuleNotFoundError", lambda: refused("nanoarrow._no_such_module"))

# What only fat can: a SKIP on lean, and a FAIL that names numpy where PYLON_REQUIRE_FAT=1.
check("a module of NumPy", lambda: built_in("numpy._core._multiarray_umath"), requires=(_NUMPY,))
check("a package of NumPy around built-in modules",
      lambda: importlib.import_module("numpy.linalg").inv([[2.0]])[0][0] == 0.5, requires=(_NUMPY,))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
