"""What NumPy must refuse with an exception, and never with a trap; and what it must survive."""
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

import warnings


def raises(error, thunk):
    try:
        thunk()
    except error:
        return True
    return False


def cases():
    import numpy as np
    a = np.arange(6.0).reshape(2, 3)
    random = np.random.default_rng(0)

    class Failing:
        def __array__(self, dtype=None, copy=None):
            raise ValueError("no array")

        def __add__(self, other):
            raise ArithmeticError("no sum")

    return {
        "shapes that do not match": (ValueError, lambda: a + np.ones(4)),
        "matrices that do not match": (ValueError, lambda: a @ a),
        "a wrong index": (IndexError, lambda: a[2, 0]),
        "a wrong list of indices": (IndexError, lambda: a[[0, 5]]),
        "a wrong mask": (IndexError, lambda: a[np.ones(5, bool)]),
        "too many indices": (IndexError, lambda: a[0, 0, 0]),
        "a wrong axis": (np.exceptions.AxisError, lambda: a.sum(axis=5)),
        "a wrong shape": (ValueError, lambda: a.reshape(4, 2)),
        "a negative size": (ValueError, lambda: np.empty(-1)),
        "a size beyond memory": (MemoryError, lambda: [np.empty(2**27) for _ in range(5)]),
        "a size beyond all numbers": (ValueError, lambda: np.empty(2**28)),
        "an unknown type": (TypeError, lambda: np.dtype("nonsense")),
        "a text that is no number": (ValueError, lambda: np.array(["x"]).astype(float)),
        "an integer that does not fit": (OverflowError, lambda: np.int8(300)),
        "a cast that loses": (TypeError, lambda: np.add(a, 1j, out=a)),
        "writing to what is read-only": (ValueError, lambda: np.broadcast_to(a, (2, 2, 3)).__setitem__(0, 1)),
        "a wrong subscript of einsum": (ValueError, lambda: np.einsum("ij,jk->ix", a, a)),
        "a singular matrix": (np.linalg.LinAlgError, lambda: np.linalg.inv(np.zeros((3, 3)))),
        "a matrix that is not positive": (np.linalg.LinAlgError, lambda: np.linalg.cholesky(-np.eye(3))),
        "a matrix that is not square": (np.linalg.LinAlgError, lambda: np.linalg.det(a)),
        "an FFT of nothing": (ValueError, lambda: np.fft.fft([])),
        "a wrong length of an FFT": (ValueError, lambda: np.fft.fft(a, n=0)),
        "a wrong scale": (ValueError, lambda: random.normal(scale=-1)),
        "wrong probabilities": (ValueError, lambda: random.choice(3, p=[0.5, 0.1, 0.1])),
        "wrong bounds": (ValueError, lambda: random.integers(5, 5)),
        "wrong p of multinomial": (ValueError, lambda: random.multinomial(10, [0.9, 0.9, 0.1])),
        "an object without an array": (ValueError, lambda: np.array(Failing())),
        "objects that do not add": (ArithmeticError, lambda: np.frompyfunc(lambda x: Failing() + x, 1, 1)(a)),
        "objects without an order": (TypeError, lambda: np.sort(np.array([1j, "x"], object))),
        "numbers that cannot be compared": (TypeError, lambda: np.sort(np.array([1, "x", None], object))),
        "a callback that fails": (ZeroDivisionError, lambda: np.frompyfunc(lambda x: 1 // 0, 1, 1)(a)),
        "vectorize that fails": (ZeroDivisionError, lambda: np.vectorize(lambda x: 1 // 0)(a)),
        "fromiter that fails": (ZeroDivisionError, lambda: np.fromiter((1 // n for n in (1, 0)), float)),
        "a buffer that is too short": (ValueError, lambda: np.frombuffer(b"abc", np.int64)),
        "a file that is no array": (ValueError, lambda: np.load(__import__("io").BytesIO(b"x" * 100))),
        "a pickle that is not allowed": (ValueError, lambda: _saved_object(np)),
        "a wrong date": (ValueError, lambda: np.datetime64("2025-13-01")),
        "a wrong unit": (TypeError, lambda: np.datetime64("2025-01-01", "x")),
        "a field that is not there": (ValueError, lambda: np.zeros(1, "i4,f8")["nope"]),
        "nested lists of different lengths": (ValueError, lambda: np.array([[1, 2], [3]])),
        "too many dimensions": (ValueError, lambda: np.zeros((1,) * 65)),
        "a ufunc with too many arguments": (TypeError, lambda: np.add(1, 2, 3, 4)),
        "an unknown keyword": (TypeError, lambda: np.add(1, 2, nonsense=3)),
        "a string method on numbers": (TypeError, lambda: np.strings.upper(a)),
        "a bad polynomial": (ValueError, lambda: np.polynomial.Polynomial([])),
        "a wrong order of memory": (ValueError, lambda: np.zeros(3, order="Q")),
    }


def _saved_object(np):
    import io
    file = io.BytesIO()
    np.save(file, np.array([{}], object), allow_pickle=True)
    file.seek(0)
    np.load(file)


def nothing_breaks():
    import numpy as np
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        empty = np.empty((0, 3))
        return (empty.sum() == 0 and np.isnan(empty.mean()) and (empty @ np.ones((3, 2))).shape == (0, 2)
                and np.isnan(np.float64(np.nan)).all() and np.int32(2**31 - 1) + np.int32(1) == -2**31
                and np.linalg.svd(np.zeros((0, 0)))[1].shape == (0,) and np.array(np.nan).astype(int).shape == ()
                and np.array([1e300]).astype(np.int32).shape == (1,) and (np.int32(1) // np.int32(0)) == 0)


table = cases() if _HAVE_NUMPY else dict.fromkeys(("everything that NumPy must refuse",), (None, None))
for label, (error, thunk) in table.items():
    check(label, lambda: raises(error, thunk), requires=(_NUMPY,))
check("nothing and overflow", nothing_breaks, requires=(_NUMPY,))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
