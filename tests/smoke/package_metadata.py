"""Packages know that they are installed: versions, files, entry points, as after any installation."""
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

import base64
import hashlib
import importlib.metadata
import sysconfig

import nanoarrow
import tzdata

SITE = sysconfig.get_path("purelib")


def recorded(name):
    """Every file of the package stands in RECORD, with the digest that it has, and nothing else does."""
    files = importlib.metadata.files(name)
    for file in files:
        if file.hash is not None:
            data = file.read_binary()
            digest = base64.urlsafe_b64encode(hashlib.new(file.hash.mode, data).digest()).rstrip(b"=").decode()
            if (digest, len(data)) != (file.hash.value, file.size):
                return False
    there = {os.path.join(folder, file) for top in {str(file).split("/")[0] for file in files}
             for folder, _, names in os.walk(os.path.join(SITE, top)) for file in names}
    return {os.path.join(SITE, str(file)) for file in files} == there


def numpy_entry_points():
    import numpy.f2py.f2py2e

    [point] = importlib.metadata.entry_points(group="console_scripts", name="f2py")
    return point.load() is numpy.f2py.f2py2e.main


check("versions", lambda: importlib.metadata.version("nanoarrow") == nanoarrow.__version__
      and importlib.metadata.version("tzdata").count(".") == 1)
check("distributions", lambda: {"nanoarrow", "tzdata"} <= {each.name for each in importlib.metadata.distributions()}
      <= {"nanoarrow", "numpy", "pylon-arrow", "tzdata"})
check("metadata", lambda: importlib.metadata.metadata("nanoarrow")["License"] == "Apache-2.0")
check("who brings a module", lambda: importlib.metadata.packages_distributions()["nanoarrow"] == ["nanoarrow"])
check("files of nanoarrow", lambda: recorded("nanoarrow"))
check("files of pylon_arrow", lambda: recorded("pylon-arrow"))
check("files of tzdata", lambda: recorded("tzdata") and tzdata.IANA_VERSION > "2024")
check("numpy's version", lambda: importlib.metadata.version("numpy") == __import__("numpy").__version__, [_NUMPY])
check("files of numpy", lambda: recorded("numpy"), [_NUMPY])
check("entry points of numpy", numpy_entry_points, [_NUMPY])

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
