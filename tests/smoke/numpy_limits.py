"""What NumPy must refuse since lengths and indices have 32 bits: nothing wraps, nothing is cut."""
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


def refused(thunk):
    """Whether thunk() ends in one of the exceptions for what is too large."""
    try:
        thunk()
    except (IndexError, MemoryError, OverflowError, ValueError):
        return True
    except TypeError as error:
        return "not understood" in str(error)  # U4294967296, the type of a text that is too long
    return False


def lengths():
    """What would need more than 2**31 - 1 elements, label -> thunk. No input takes more than a megabyte."""
    import numpy as np
    many = np.broadcast_to(np.uint8(1), 2**30)
    some = np.zeros(2**16, np.uint8)
    return {
        "repeat by a number": lambda: np.repeat(some, 2**16),
        "repeat by numbers": lambda: np.repeat(some[:3], [2**31 - 1, 2**31 - 1, 2]),
        "repeat of rows": lambda: np.repeat(some.reshape(2**15, 2), 2**17, axis=0),
        "repeat by less than nothing": lambda: np.repeat(some, -2**15),
        "tile": lambda: np.tile(some, 2**16),
        "kron": lambda: np.kron(some, some),
        "outer": lambda: np.outer(some, some),
        "concatenate": lambda: np.concatenate([many] * 4),
        "concatenate along an axis": lambda: np.concatenate([many.reshape(2**30, 1)] * 4),
        "concatenate flattened": lambda: np.concatenate([many] * 4, axis=None),
        "hstack": lambda: np.hstack([many] * 4),
        "stack": lambda: np.stack([many] * 4),
        "unpackbits": lambda: np.unpackbits(np.broadcast_to(np.uint8(1), 2**29)),
        "bincount": lambda: np.bincount([2**31 - 1]),
        "bincount with a length": lambda: np.bincount([2**31 - 1], minlength=1),
        "zeros": lambda: np.zeros((2**16, 2**16), np.uint8),
        "zeros in a row": lambda: np.zeros(2**31, np.uint8),
        "empty by bytes": lambda: np.empty(2**28, "f8, f8"),
        "broadcast_to": lambda: np.broadcast_to(some, (2**16, 2**16)),
        "meshgrid": lambda: np.meshgrid(some, some),
        "indices": lambda: np.indices((2**16, 2**16)),
        "resize": lambda: np.resize(some, (2**16, 2**16)),
        "pad": lambda: np.pad(some[:2], (2**31 - 1, 2**31 - 1)),
        "pad by 2**32": lambda: np.pad(some[:2], 2**32),
        "pad in a circle": lambda: np.pad(some[:3], 2**32 + 1, mode="wrap"),
        "strings.replace": lambda: np.strings.replace(["a" * 2**16], "a", "b" * 2**16),
        "strings.expandtabs": lambda: np.strings.expandtabs(["a\t"], 2**32 + 1),
        "fromfile from behind the end": lambda: np.fromfile(__file__, np.uint8, offset=2**32 + 1),
        "arange": lambda: np.arange(2**31, dtype=np.uint8),
        "take": lambda: some.reshape(2, 2**15).take(np.zeros(2**16, int), axis=0),
        "frombuffer": lambda: np.frombuffer(b"x" * 8, np.float64, count=2**29),
        "fromstring": lambda: np.fromstring("1 2", np.float64, count=2**29 + 1, sep=" "),
        "as_strided": lambda: np.lib.stride_tricks.as_strided(some, (2**16, 2**16)),
        "ravel_multi_index": lambda: np.ravel_multi_index((1, 1), (2**16, 2**16)),
        "a product of characters": lambda: np.strings.multiply("x" * 2**16, 2**16),
        "einsum": lambda: np.einsum("i,j->ij", some, some),
        "matmul": lambda: some[:, None] @ some[None, :],
        "add.outer": lambda: np.add.outer(some, some),
        "concatenate two": lambda: np.concatenate([many, many]),
    }


def wide_indices():
    """What names an element that 32 bits cannot, label -> thunk."""
    import numpy as np
    a = np.arange(6)
    large = {"2**32": np.array([2**32]), "-2**32": np.array([-2**32]), "unsigned": np.array([2**32 + 1], np.uint64),
             "2**32 - 1": np.array([2**32 - 1], np.uint32), "0-d": np.array(2**32), "a number": np.int64(2**32), "a list": [2**32]}
    uses = {"get": lambda i: a[i], "set": lambda i: a.__setitem__(i, 7), "take": lambda i: a.take(i), "rows": lambda i: a.reshape(2, 3)[:, i],
            "flat": lambda i: a.flat[i], "unravel_index": lambda i: np.unravel_index(i, (2, 3)), "add.at": lambda i: np.add.at(a, i, 1),
            "ravel_multi_index": lambda i: np.ravel_multi_index((i, i), (2, 3)), "take_along_axis": lambda i: np.take_along_axis(a, np.atleast_1d(i), 0),
            "delete": lambda i: np.delete(a, i), "insert": lambda i: np.insert(a, i, 1),
            "bincount": lambda i: np.bincount(np.atleast_1d(i)), "partition": lambda i: np.partition(a, i), "argpartition": lambda i: np.argpartition(a, i)}
    return {f"{use}, {name}": (lambda use=use, i=i: uses[use](i)) for use in uses for name, i in large.items()}


def what_fits_goes_on():
    import numpy as np
    a = np.arange(6)
    return (a[np.array([5, -1], np.int64)].tolist() == [5, 5] and a.take(np.array([1], np.uint64)).tolist() == [1] and a.take([]).size == 0
            and a[[]].size == 0 and np.repeat(a, 2).size == 12 and np.repeat(a, [0, 1, 0, 0, 2, 0]).tolist() == [1, 4, 4]
            and np.concatenate([a, a], axis=None).size == 12 and np.unpackbits(np.array([3], np.uint8)).tolist() == [0] * 6 + [1, 1]
            and np.bincount([1, 1, 3]).tolist() == [0, 2, 0, 1] and np.unravel_index(np.array([5], np.int64), (2, 3))[1].tolist() == [2]
            and a.tolist() == list(range(6)))


def nothing_is_cut():
    """What counts in 64 bits natively does so here: choice without replacement never came back, a shift by 2**32 was one by 0."""
    import numpy as np
    one, by = np.int64(1), np.int64(2**32)
    some = np.arange(2, dtype=np.int64)
    return (np.select([[True]], [2**40]).tolist() == np.select([[False]], [1], 2**40).tolist() == [2**40]
            and np.select([some > 0], [2**40], some).tolist() == [0, 2**40] and np.select([some > 0], [2], 0.5).tolist() == [0.5, 2]
            and np.select([np.array([True, False])], [np.array([1, 2], np.uint8)], -1).tolist() == [1, 255]  # as natively
            and np.random.default_rng(7).choice(2**40, 3, replace=False).tolist() == [986497006766, 687299734000, 852875435924]
            and np.left_shift(one, by) == 0 and np.right_shift(np.int64(2**40), by + 1) == 0
            and (np.array([1, -4], np.int64) >> np.array([2**32, 2**32], np.int64)).tolist() == [0, -1])


def text_beyond_64_bits():
    """As glibc and CPython read it natively: fromfile takes the nearest number, fromstring the largest; a sign alone is 0 for fromstring."""
    import tempfile
    import numpy as np
    largest, smallest = 2**63 - 1, -2**63
    # text: fromstring as i8, i4, u8; fromfile as i8, i4, u8
    expected = {"-9223372036854775809": ([largest], [-1], None, [smallest], [0], [largest]), "-9223372036854775808": ([smallest], [0], None, [smallest], [0], [2**63]),
                "9223372036854775808": ([largest], [-1], [2**63], [largest], [-1], [2**63]), "18446744073709551615": ([largest], [-1], [2**64 - 1]) * 2,
                "0018446744073709551616": ([largest], [-1], [2**64 - 1]) * 2, "-5 +7": ([-5, 7], [-5, 7], None, [-5, 7], [-5, 7], [2**64 - 5, 7]),
                "+": ([0], [0], None, None, None, None), "1 -": ([1, 0], [1, 0], None, None, None, None), "- 1": ([-1], [-1], None, None, None, None),
                "": ([], [], []) * 2, " ": ([0], [0], [0], [], [], []), "--5": (None,) * 6, "5x": (None,) * 6}
    with tempfile.NamedTemporaryFile("w+") as file:
        def read(function, source, dtype):
            try:
                return function(source, sep=" ", dtype=dtype).tolist()
            except ValueError:
                return None

        def both(text):
            file.seek(0)
            file.truncate()
            file.write(text)
            file.flush()
            return tuple(read(function, source, dtype) for function, source in ((np.fromstring, text), (np.fromfile, file.name)) for dtype in ("i8", "i4", "u8"))
        return {text: both(text) for text in expected} == expected


def truth_of_integers():
    """Whether a Python integer is 0 has nothing to do with the default integer, which has 32 bits."""
    import numpy as np
    for number in (2**31, 2**40, -2**31 - 1, -2**63):
        target = np.zeros(2, bool)
        np.copyto(target, number, casting="unsafe")
        if not (target.all() and np.full(2, number, bool).all() and np.full_like(target, number).all() and np.logical_and(True, number)
                and np.logical_or(False, number) and not np.logical_xor(number, number) and not np.logical_not(number)):
            return False
    return not np.full(2, 0, bool).any() and refused(lambda: np.full(2, 2**63, bool))


def wide_python_integers():
    """Beside truth values and other Python integers alone, a Python integer counts in 64 bits: natively that is the default integer."""
    import operator

    import numpy as np
    for number in (2**31, -2**31 - 1, 2**40, 2**63 - 1, -2**63):
        for flags in (np.array([True, False]), np.True_, np.bool_(False)):
            for compare in (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge):
                right = np.array(compare(np.asarray(flags).astype(object), number), bool)
                turned = np.array(compare(number, np.asarray(flags).astype(object)), bool)
                if not (np.array_equal(compare(flags, number), right) and np.array_equal(compare(number, flags), turned)):
                    return False
        flags = np.array([True, False])
        made = {"where": np.where(flags, flags, number), "choose": np.choose([0, 1], [flags, number]), "add": np.add(number, 0) | np.array([0, 0]),
                "product": number * flags, "select": np.select([flags], [flags], number), "clip": np.clip(flags, number, number)}
        wanted = {"where": [1, number], "choose": [1, number], "add": [number] * 2, "product": [number, 0],
                  "select": [1, number], "clip": [number] * 2}
        if any(made[name].dtype != np.int64 or made[name].tolist() != wanted[name] for name in made) or np.isin(flags, number).any():
            return False
        if np.result_type(flags, number) != np.int64 or np.result_type(number, 1) != np.int64 or not refused(lambda: np.zeros(1, np.int16) + number):
            return False
    return refused(lambda: np.array([True]) == 2**63) and np.result_type(True, 1) == np.intp and np.add(True, 2**31 - 2) == 2**31 - 1


def text_integers():
    """Integers in text are read in 64 bits and made smaller as natively, where long has 64; an unsigned one has no sign."""
    import numpy as np
    kinds = "i1 u1 i2 u2 i4 u4 i8 u8".split()
    read = lambda text: [np.fromstring(text, sep=" ", dtype=kind).tolist() for kind in kinds]
    signed = lambda text: [np.fromstring(text, sep=" ", dtype=kind).tolist() for kind in kinds[::2]]
    return (read("4294967297 7") == [[1, 7]] * 6 + [[2**32 + 1, 7]] * 2 and signed("-4294967297") == [[-1]] * 3 + [[-2**32 - 1]]
            and read(" 18446744073709551615") == [[-1], [2**8 - 1], [-1], [2**16 - 1], [-1], [2**32 - 1], [2**63 - 1], [2**64 - 1]]
            and all(refused(lambda: np.fromstring(text, sep=" ", dtype=kind)) for text in ("-1", "+1") for kind in kinds[1::2])
            and np.timedelta64("3000000000", "s").astype(np.int64) == 3 * 10**9
            and np.array(["-5000000000", b"5000000000"], "m8[ns]").astype(np.int64).tolist() == [-5 * 10**9, 5 * 10**9])


for title, cases in (("too long", lengths), ("too far", wide_indices)):
    table = cases() if _HAVE_NUMPY else {"everything": None}
    for label, thunk in table.items():
        check(f"{title}: {label}", lambda: refused(thunk), requires=(_NUMPY,))
check("what fits goes on", what_fits_goes_on, requires=(_NUMPY,))
check("nothing is cut", nothing_is_cut, requires=(_NUMPY,))
check("integers in text", text_integers, requires=(_NUMPY,))
check("integers in text that 64 bits do not hold", text_beyond_64_bits, requires=(_NUMPY,))
check("whether an integer is 0", truth_of_integers, requires=(_NUMPY,))
check("large Python integers beside truth values", wide_python_integers, requires=(_NUMPY,))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
