"""The interpreter itself: its version and identity, and every module that the manifest calls built in."""
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
import platform


def raises(error, thunk):
    try:
        thunk()
    except error:
        return True
    return False


def no_numpy_or_numpy():
    """A variant without NumPy says so as any Python does; nothing half-installed is in the way."""
    if _HAVE_NUMPY:
        return True
    try:
        import numpy  # noqa: F401
    except ModuleNotFoundError as error:
        return str(error) == "No module named 'numpy'"
    return False


def collected_methodcaller():
    """Its clear slot has another C signature than it is called with; see the patch for _operator.c."""
    import gc
    import operator
    cycle = []
    cycle.append(operator.methodcaller("x", cycle))
    del cycle
    return gc.collect() > 0


import _pylon_build

check("implementation", lambda: platform.python_implementation() == "CPython")
# PEP 456: the documented protection from colliding keys.
check("texts are hashed by SipHash", lambda: sys.hash_info.algorithm == "siphash13" and sys.hash_info.hash_bits == 64)
check("platform", lambda: sys.platform == "wasi")
check("prefix", lambda: sys.prefix == sys.base_prefix and any(map(os.path.isfile, [os.__file__, os.__file__ + "c"])))
check("site-packages are on the path", lambda: any(entry.endswith("site-packages") for entry in sys.path))
check("the variant has a name", lambda: _pylon_build.variant.replace("-", "_").isidentifier())
check("every package of it that has a module of its own has it",
      lambda: all(name in _pylon_build.packages for name, module in (("bzip2", "_bz2"), ("sqlite", "_sqlite3"), ("xz", "_lzma"), ("zlib", "zlib"))
                  if module in sys.builtin_module_names))
check("the variant's modules match what is there", lambda: ("numpy" in _pylon_build.packages) == _HAVE_NUMPY)
check("the registry is in the table of built-in modules",
      lambda: set(_pylon_build.modules) <= set(sys.builtin_module_names))
for module in sorted(set(sys.builtin_module_names) - {"__main__"}):
    check(f"import {module}", lambda: importlib.import_module(module),
          requires=(_NUMPY,) if module.startswith("numpy.") else ())
check("numpy or a plain ModuleNotFoundError", no_numpy_or_numpy)
check("a cycle with a methodcaller is collected", collected_methodcaller)
check("an exception has its traceback", lambda: raises(ZeroDivisionError, lambda: 1 // 0))
check("sys.exit is an exception", lambda: raises(SystemExit, lambda: sys.exit(3)))
check("no path of the machine that built it",
      lambda: not any(word in repr(importlib.import_module("sysconfig").get_config_vars()) for word in ("/home/", "/.cache/")))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
