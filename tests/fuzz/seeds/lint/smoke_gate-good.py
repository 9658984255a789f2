6import os
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
passed = total = 0


def check(label, thunk, requires=()):
    global passed, total


def sums():
    import numpy as np
    return np.ones(3).sum() == 3


check("sums", sums, requires=(_NUMPY,))
if _HAVE_NUMPY:
    import numpy
print(f"{passed}/{total} PASS")
sys.exit(0 if passed == total else 1)
