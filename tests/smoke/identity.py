"""The identity that the file carries: _pylon_build against what the interpreter and the libraries say of themselves."""
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

import platform
import re
import zlib

import _pylon_build


def numpy_version():
    import numpy
    return numpy.__version__


def sqlite_version():
    import sqlite3
    return sqlite3.sqlite_version


def without_suffix(version):
    return re.match(r"[0-9.]*[0-9]", version)[0]


versions = _pylon_build.packages
check("the variant has a name", lambda: re.fullmatch("[a-z][a-z0-9_-]*", _pylon_build.variant))
check("the version is a semantic one", lambda: re.fullmatch(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?", _pylon_build.version))
check("packages are a dict of names and versions",
      lambda: type(versions) is dict and all(type(word) is str and word for pair in versions.items() for word in pair))
check("cpython is the one that runs", lambda: versions["cpython"] == platform.python_version())
check("zlib is the one that is linked", lambda: without_suffix(zlib.ZLIB_RUNTIME_VERSION) == versions["zlib"])
check("sqlite is the one that is linked", lambda: sqlite_version() == versions["sqlite"],
      requires=(("_sqlite3", "_sqlite3" in sys.builtin_module_names),))
check("numpy is the one that is imported", lambda: numpy_version() == versions["numpy"], requires=(_NUMPY,))
check("numpy is named only where it is", lambda: ("numpy" in versions) == _HAVE_NUMPY)
check("the digest of the manifest is one", lambda: re.fullmatch("[0-9a-f]{64}", _pylon_build.manifest_digest))
check("sys.version is CPython's own", lambda: "pylon" not in sys.version.lower() and sys.version.startswith(versions["cpython"]))
check("it is a built-in module", lambda: "_pylon_build" in sys.builtin_module_names)
check("its names are all there are",
      lambda: sorted(name for name in vars(_pylon_build) if not name.startswith("__")) ==
      ["manifest_digest", "modules", "packages", "variant", "version"])

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
