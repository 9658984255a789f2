"""Every distribution of every random generator against a native NumPy's values (support/make_random_reference.py)."""
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

import json


def matches(got, expected, tolerance):
    """Integers are equal; floats agree but for the last digits, where the C libraries' log and exp differ."""
    if isinstance(expected, list):
        return len(got) == len(expected) and all(matches(g, e, tolerance) for g, e in zip(got, expected))
    if isinstance(expected, float):
        return abs(got - expected) <= tolerance * max(1e-300, abs(expected))
    return got == expected


def largest(values):
    return max(map(largest, values), default=0) if isinstance(values, list) else abs(values)


def draw(np, generator, case, size):
    keywords = {"size": size, **case["keywords"]}
    if keywords["size"] is None:
        del keywords["size"]
    if "dtype" in keywords:
        keywords["dtype"] = np.dtype(keywords["dtype"]).type
    arguments = case["arguments"]
    result = getattr(generator, case["method"])(*arguments, **keywords)
    if case["method"] == "shuffle":
        result = arguments[0]
    return list(result) if isinstance(result, bytes) else np.asarray(result).tolist()


def same(name, case):
    import numpy as np
    if name == "RandomState":
        generator = np.random.RandomState(reference["seed"])
    else:
        generator = np.random.Generator(getattr(np.random, name)(reference["seed"]))
    tolerance = 1e-5 if case["keywords"].get("dtype") == "float32" else 1e-9
    try:
        got = draw(np, generator, case, reference["size"])
    except ValueError:
        # RandomState answers in C longs. Where these have 32 bits, what does not fit is an error, never another number.
        if name == "RandomState" and largest(case["values"]) > np.iinfo("l").max:
            return True
        raise
    if not matches(got, case["values"], tolerance):
        raise AssertionError(f"{got} instead of {case['values']}")
    return True


def bits(name, kind):
    import numpy as np
    source = getattr(np.random, name)(reference["seed"])
    if kind == "spawned":
        source = np.random.Generator(source).spawn(2)[1].bit_generator
    elif kind == "jumped":
        source = source.jumped(2)
    elif kind == "advanced":
        source.advance(10**30)
    return source.random_raw(3).tolist() == reference["bit_generators"][name][kind]


def restored(name):
    import pickle

    import numpy as np
    generator = np.random.Generator(getattr(np.random, name)(reference["seed"]))
    generator.standard_normal(7)
    return pickle.loads(pickle.dumps(generator)).integers(0, 2**60, 5).tolist() == generator.integers(0, 2**60, 5).tolist()


def seed_sequence():
    import numpy as np
    return np.random.SeedSequence([1, 2**40]).generate_state(4, np.uint64).tolist() == reference["seed_sequence"]


def refused_and_kept():
    """What is no bit generator is refused; what had one keeps it. NumPy let go of the old one first, and drew from freed memory."""
    import numpy as np

    class NoLock:
        capsule = np.random.MT19937().capsule

    generator = np.random.Generator(np.random.PCG64(5))
    np.random.seed(5)
    for other in (object(), NoLock()):
        for refuse in (np.random.set_bit_generator, np.random.mtrand._rand.__init__, generator.__init__):
            try:
                refuse(other)
            except (AttributeError, TypeError):
                continue
            if refuse is not np.random.mtrand._rand.__init__:
                return False
    return (np.random.get_state()[0] == "MT19937" and generator.bit_generator.state["bit_generator"] == "PCG64"
            and generator.integers(0, 2**60, 3).tolist() == np.random.Generator(np.random.PCG64(5)).integers(0, 2**60, 3).tolist())


def same_version():
    import numpy as np
    return np.__version__ == reference["numpy"]


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "random_reference.json")) as file:
    reference = json.load(file)
check("the reference is of this version", same_version, requires=(_NUMPY,))
check("SeedSequence", seed_sequence, requires=(_NUMPY,))
check("what is no bit generator is refused", refused_and_kept, requires=(_NUMPY,))
for name, kinds in reference["bit_generators"].items():
    for kind in kinds:
        check(f"{name}: {kind}", lambda: bits(name, kind), requires=(_NUMPY,))
    check(f"{name}: pickled", lambda: restored(name), requires=(_NUMPY,))
for name, cases in reference["generators"].items():
    for case in cases:
        check(f"{name}.{case['method']}({case['arguments']}, {case['keywords']})", lambda: same(name, case), requires=(_NUMPY,))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
