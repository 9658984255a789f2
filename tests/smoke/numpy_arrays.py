"""NumPy's compiled parts: linear algebra, FFT, sorting, einsum, ufuncs, strings, and the calls whose C signatures were wrong."""
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


def linalg_solve():
    import numpy as np
    a = np.array([[3.0, 1.0, 2.0], [1.0, 5.0, 1.0], [2.0, 1.0, 7.0]])
    b = np.array([1.0, 2.0, 3.0])
    return np.allclose(a @ np.linalg.solve(a, b), b)


def linalg_decompositions():
    import numpy as np
    a = np.random.default_rng(1).normal(size=(20, 20))
    u, s, v = np.linalg.svd(a)
    q, r = np.linalg.qr(a)
    symmetric = a @ a.T
    values, vectors = np.linalg.eigh(symmetric)
    lower = np.linalg.cholesky(symmetric)
    w, x = np.linalg.eig(a)
    return (np.allclose(u * s @ v, a) and np.allclose(q @ r, a) and np.allclose(vectors * values @ vectors.T, symmetric)
            and np.allclose(lower @ lower.T, symmetric) and np.allclose(a @ x, x * w)
            and np.allclose(np.linalg.inv(a) @ a, np.eye(20)) and np.isclose(np.prod(w).real, np.linalg.det(a))
            and np.allclose(np.linalg.pinv(a) @ a, np.eye(20)) and np.linalg.matrix_rank(a) == 20)


def linalg_types():
    import numpy as np
    a = np.array([[4, 1], [2, 3]])
    return all(np.allclose(np.linalg.inv(a.astype(t)) @ a, np.eye(2), atol=1e-5) for t in "fdFD")


def linalg_errors():
    import numpy as np
    try:
        np.linalg.inv(np.zeros((2, 2)))
    except np.linalg.LinAlgError:
        return True


def division_by_zero():
    import numpy as np
    with np.errstate(divide="raise"):
        try:
            np.array([1, 2]) // np.array([0, 1])
        except FloatingPointError:
            return (np.array([4]) // 2).tolist() == [2]


def lstsq():
    import numpy as np
    x = np.arange(10.0)
    solution, *_ = np.linalg.lstsq(np.stack([x, np.ones(10)], axis=1), 3 * x + 2)
    return np.allclose(solution, [3, 2])


def fft_round_trip():
    import numpy as np
    # 1009 is a prime: Bluestein's algorithm; 1024 takes the radix passes.
    for n in (1, 2, 30, 1009, 1024):
        a = np.random.default_rng(n).normal(size=(2, n))
        for t in ("f4", "f8"):
            b = a.astype(t)
            if not (np.allclose(np.fft.ifft(np.fft.fft(b)), b, atol=1e-5) and np.allclose(np.fft.irfft(np.fft.rfft(b), n), b, atol=1e-5)):
                return False
    return np.allclose(np.fft.fft([1, 2, 3, 4]), [10, -2 + 2j, -2, -2 - 2j])


def fft_matches_definition():
    import numpy as np
    a = np.random.default_rng(2).normal(size=(6, 5))
    rows, columns = (np.exp(-2j * np.pi * np.outer(range(n), range(n)) / n) for n in a.shape)
    return np.allclose(np.fft.fft2(a), rows @ a @ columns)


def order(x):
    return (x.real, x.imag) if isinstance(x, complex) else x


def sorts():
    import numpy as np
    random = np.random.default_rng(3)
    for t in "?bBhHiIlLqQefdgFDGMmSUV":
        if t in "SU":
            a = np.array([f"{n:05}" for n in random.integers(0, 99999, 500)], t)
        elif t == "V":
            a = random.integers(0, 99999, 500).view([("x", "i4"), ("y", "i4")])
        else:
            a = random.integers(0, 100, 500).astype("i8").astype(t + "8[s]" if t in "Mm" else t)
        expected = sorted(a.tolist(), key=order)
        for kind in ("quicksort", "heapsort", "stable"):
            if np.sort(a, kind=kind).tolist() != expected or a[np.argsort(a, kind=kind)].tolist() != expected:
                raise AssertionError(f"{t} {kind}")
        if t != "V":
            if np.partition(a, 250)[250] != a[np.argsort(a)][250]:
                raise AssertionError(f"{t} partition")
            if np.unique(a).tolist() != sorted(set(a.tolist()), key=order):
                raise AssertionError(f"{t} unique")
            if np.searchsorted(np.sort(a), a[7]) != expected.index(a.tolist()[7]):
                raise AssertionError(f"{t} searchsorted")
    return True


def sort_nan_last():
    import numpy as np
    a = np.sort([3.0, np.nan, 1.0, -np.inf])
    return a[:3].tolist() == [-np.inf, 1.0, 3.0] and np.isnan(a[3])


def lexsort_and_strings():
    import numpy as np
    a = np.array(["b", "a", "c"], dtype=np.dtypes.StringDType())
    return (np.lexsort(([1, 2, 3], [2, 1, 2])).tolist() == [1, 0, 2] and np.sort(a).tolist() == ["a", "b", "c"]
            and np.strings.upper(a).tolist() == ["B", "A", "C"] and a.astype("U3").tolist() == ["b", "a", "c"]
            and np.array(["1", "22"], np.dtypes.StringDType()).astype("i4").tolist() == [1, 22])


def einsums():
    import numpy as np
    random = np.random.default_rng(4)
    a, b, c = random.normal(size=(3, 4)), random.normal(size=(4, 5)), random.normal(size=(5, 3))
    return (np.allclose(np.einsum("ij,jk->ik", a, b), a @ b) and np.isclose(np.einsum("ij,jk,ki", a, b, c), np.trace(a @ b @ c))
            and np.allclose(np.einsum("ij,jk,kl->il", a, b, c, optimize=True), a @ b @ c)
            and all(np.einsum("ii", np.eye(3, dtype=t)) == 3 for t in "bhilqefdgFDG"))


def matmul_types():
    import numpy as np
    for t in "?bBhHiIlLqQefdgFDGO":
        a = np.arange(6).reshape(2, 3).astype(t)
        if (a @ a.T).tolist() != np.dot(a, a.T).tolist():
            raise AssertionError(t)
    return (np.arange(6).reshape(2, 3) @ np.arange(3)).tolist() == [5, 14]


def ufuncs():
    import numpy as np
    # Each loop of each ufunc is called once: a wrong signature traps.
    for name in dir(np):
        ufunc = getattr(np, name)
        if not isinstance(ufunc, np.ufunc) or ufunc.signature:
            continue
        for types in ufunc.types:
            arguments = [np.ones(3, "M8[s]" if t == "M" else "m8[s]" if t == "m" else t) for t in types.split("->")[0]]
            with np.errstate(all="ignore"):
                try:
                    ufunc(*arguments)
                except (TypeError, AttributeError):
                    pass  # object loops call methods that Python's int does not have
    return True


def reductions():
    import numpy as np
    a = np.arange(24).reshape(2, 3, 4)
    return (a.sum(axis=(0, 2)).tolist() == [60, 92, 124] and np.add.reduceat(np.arange(8), [0, 4, 1]).tolist() == [6, 4, 28]
            and np.logaddexp.reduce([0.0, 0.0]) == np.log(2) and a.argmax() == 23 and np.median(a) == 11.5
            and np.percentile(a, 25) == 5.75 and np.bincount([0, 1, 1]).tolist() == [1, 2] and a.std().round(6) == 6.922187)


def casts():
    import warnings

    import numpy as np
    every = "?bBhHiIlLqQefdgFDGSUO"
    warnings.simplefilter("ignore")
    for t in every:
        for to in every:
            source = np.array([0, 1]).astype(t)
            np.array(source, ndmin=2)[:, ::-1].astype(to)
    return np.arange(3).astype("M8[D]").astype(str).tolist() == ["1970-01-01", "1970-01-02", "1970-01-03"]


def text():
    import io

    import numpy as np
    table = np.loadtxt(io.StringIO("1,2.5\n3,4.5\n"), delimiter=",")
    return (table.tolist() == [[1, 2.5], [3, 4.5]] and np.genfromtxt(["1 2", "3 4"]).tolist() == [[1, 2], [3, 4]]
            and np.array2string(np.array([1.5, 2])) == "[1.5 2. ]" and np.fromstring("1 2", sep=" ").tolist() == [1, 2])


def dates():
    import numpy as np
    return (np.busday_count("2025-01-01", "2025-02-01") == 23 and str(np.datetime64("2025-03-01") - np.timedelta64(1, "D")) == "2025-02-28"
            and np.is_busday("2025-06-01").item() is False)


def set_dtype():
    import warnings

    import numpy as np
    a = np.zeros(2, "i4")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        a.dtype = "f4"
    return a.dtype == np.float32


def copy_scalars():
    import copy

    import numpy as np
    return all(copy.copy(t(1)) == t(1) for t in (np.int8, np.float32, np.complex128, np.str_)) and copy.deepcopy(np.float64(2)) == 2


def casting_methods():
    import numpy as np
    from numpy._core import _multiarray_umath as umath
    method = umath._get_castingimpl(np.dtype("i4").__class__, np.dtype("f8").__class__)
    return method._supports_unaligned in (True, False)


def converter():
    import numpy as np
    from numpy.lib._array_utils_impl import byte_bounds  # noqa: F401
    from numpy._core._multiarray_umath import _array_converter
    return _array_converter(1, np.ones(2)).scalar_input == (True, False)


def scaled_float():
    from numpy._core._multiarray_umath import _get_sfloat_dtype
    return _get_sfloat_dtype()(2.0).__reduce__()[1] == (2.0,)


def masked_and_polynomial():
    import numpy as np
    a = np.ma.masked_less([1, 5, 2, 7], 3)
    return a.sum() == 12 and np.allclose(np.polynomial.Polynomial.fit([0, 1, 2], [1, 3, 7], 2).convert().coef, [1, 1, 1])


def iterators():
    import numpy as np
    a = np.arange(6).reshape(2, 3)
    with np.nditer([a, None], op_flags=[["readonly"], ["writeonly", "allocate"]]) as it:
        for x, y in it:
            y[...] = 2 * x
        result = it.operands[1]
    return (result == 2 * a).all() and list(np.ndindex(2, 1)) == [(0, 0), (1, 0)] and np.broadcast(a, a[0]).shape == (2, 3)


for thunk in (linalg_solve, linalg_decompositions, linalg_types, linalg_errors, division_by_zero, lstsq, fft_round_trip, fft_matches_definition, sorts,
              sort_nan_last, lexsort_and_strings, einsums, matmul_types, ufuncs, reductions, casts, text, dates, set_dtype, copy_scalars,
              casting_methods, converter, scaled_float, masked_and_polynomial, iterators):
    check(thunk.__name__, thunk, requires=(_NUMPY,))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
