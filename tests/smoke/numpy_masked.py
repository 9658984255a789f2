"""NumPy's masked arrays and polynomials."""
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


def masked_arithmetic():
    import numpy as np
    a = np.ma.masked_invalid([1.0, np.nan, 3.0, np.inf])
    return a.sum() == 4 and a.mean() == 2 and a.count() == 2 and (a + 1).filled(-1).tolist() == [2, -1, 4, -1]


def masked_conditions():
    import numpy as np
    a = np.ma.array(np.arange(12).reshape(3, 4))
    a[a % 3 == 0] = np.ma.masked
    return (a.mask.sum() == 4 and np.ma.masked_greater(a, 8).count() == 6 and a.compressed().tolist() == [1, 2, 4, 5, 7, 8, 10, 11]
            and np.ma.compress_rows(np.ma.array([[1, 2], [3, 4]], mask=[[1, 0], [0, 0]])).tolist() == [[3, 4]])


def masked_order():
    import numpy as np
    a = np.ma.array([3, 1, 2, 0], mask=[0, 0, 0, 1])
    return (np.ma.sort(a).tolist() == [1, 2, 3, None] and a.argmin() == 1 and np.ma.median(a) == 2
            and np.ma.average(a, weights=[1, 1, 2, 9]) == 2 and a.cumsum().tolist() == [3, 4, 6, None])


def masked_shapes():
    import numpy as np
    a = np.ma.masked_equal([[1, 2], [3, 4]], 2)
    return (np.ma.concatenate([a, a]).shape == (4, 2) and a.T.tolist() == [[1, 3], [None, 4]] and np.ma.dot(a, a).tolist() == [[1, None], [15, 16]]
            and np.ma.vstack([a, a]).mask.sum() == 2 and "--" in str(a))


def masked_pickled():
    import pickle

    import numpy as np
    a = np.ma.array([1, 2, 3], mask=[0, 1, 0], fill_value=9)
    b = pickle.loads(pickle.dumps(a))
    return b.tolist() == a.tolist() and b.fill_value == 9 and a.view(np.ndarray).tolist() == [1, 2, 3]


def masked_covariance():
    import numpy as np
    x = np.ma.array([1.0, 2.0, 3.0, 99.0], mask=[0, 0, 0, 1])
    return np.allclose(np.ma.corrcoef(x, 2 * x), 1) and np.allclose(np.ma.polyfit(x, 3 * x + 1, 1), [3, 1])


def records():
    import numpy as np
    a = np.ma.array([(1, 2.0), (3, 4.0)], mask=[(0, 1), (0, 0)], dtype="i4,f8")
    return a["f0"].sum() == 4 and a["f1"].sum() == 4 and a[0].tolist() == (1, None)


def polynomials(name):
    import numpy as np
    kind = getattr(np.polynomial, name)
    series = kind([1.0, 2.0, 3.0])
    x = np.linspace(-0.9, 0.9, 11)
    fitted = kind.fit(x, np.exp(x), 8)
    return (np.allclose(series.deriv().integ()(x) - series(x), (series.deriv().integ()(x) - series(x))[0])
            and np.allclose(fitted(x), np.exp(x), atol=1e-6) and np.allclose((series * series)(x), series(x) ** 2)
            and np.allclose(series(series.roots()), 0))


for thunk in (masked_arithmetic, masked_conditions, masked_order, masked_shapes, masked_pickled, masked_covariance, records):
    check(thunk.__name__, thunk, requires=(_NUMPY,))
for name in ("Polynomial", "Chebyshev", "Legendre", "Laguerre", "Hermite", "HermiteE"):
    check(name, lambda: polynomials(name), requires=(_NUMPY,))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
