"""Recursion without end is a RecursionError, never a trap: under the runtime's default stack."""
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

import ast
import copy
import functools
import json
import pickle
import re


def nested(wrap, value=None, depth=50_000):
    for _ in range(depth):
        value = wrap(value)
    return value


def ends(thunk, *others):
    """Whether thunk() ends in RecursionError (or another error that CPython has for too deep a nesting)."""
    try:
        thunk()
    except (RecursionError, *others):
        return True
    return False


def depth_of_plain_calls():
    def down(n):
        return n if n == 0 else down(n - 1)
    return down(900) == 0


class Forwarding:
    def __getattr__(self, name):
        return getattr(self, name + "x")


class Comparing:
    def __eq__(self, other):
        return self == other


class Sorting:
    def __lt__(self, other):
        return sorted([Sorting(), Sorting()])


class Showing:
    def __repr__(self):
        return repr(self)


class Making:
    def __init__(self):
        Making()


class Calling:
    def __call__(self):
        return self()


class Instance(type):
    def __instancecheck__(cls, other):
        return isinstance(other, cls)


class Checked(metaclass=Instance):
    pass


@functools.lru_cache(None)
def cached(n):
    return cached(n + 1)


def endless():
    return endless()


def failing():
    try:
        raise ValueError
    except ValueError:
        failing()


check("plain calls go 900 deep", depth_of_plain_calls)
check("plain calls end", lambda: ends(endless))
check("json.loads of lists", lambda: ends(lambda: json.loads("[" * 100_000)))
check("json.loads of objects", lambda: ends(lambda: json.loads('{"a":' * 100_000)))
check("json.dumps", lambda: ends(lambda: json.dumps(nested(lambda x: [x]))))
check("repr of lists", lambda: ends(lambda: repr(nested(lambda x: [x]))))
check("repr of dicts", lambda: ends(lambda: repr(nested(lambda x: {1: x}))))
check("comparing lists", lambda: ends(lambda: nested(lambda x: [x]) == nested(lambda x: [x])))
check("copy.deepcopy", lambda: ends(lambda: copy.deepcopy(nested(lambda x: [x]))))
check("pickle", lambda: ends(lambda: pickle.dumps(nested(lambda x: [x]))))
check("compile of nested brackets", lambda: ends(lambda: compile("(" * 3000 + ")" * 3000, "x", "eval"), SyntaxError, MemoryError))
check("compile of a long sum", lambda: compile("+".join(["a"] * 100_000), "x", "eval") is not None)
check("compile of long attributes", lambda: ends(lambda: compile("a" + ".b" * 100_000, "x", "eval"), MemoryError))
check("ast.parse of unary operators", lambda: ends(lambda: ast.parse("-" * 100_000 + "1"), SyntaxError, MemoryError))
check("re.compile of nested groups", lambda: ends(lambda: re.compile("(" * 5000 + ")" * 5000), OverflowError))
check("__getattr__", lambda: ends(lambda: Forwarding().x))
check("__eq__", lambda: ends(lambda: Comparing() == Comparing()))
check("__lt__ in sorted", lambda: ends(lambda: sorted([Sorting(), Sorting()])))
check("__repr__", lambda: ends(lambda: repr(Showing())))
check("__init__", lambda: ends(Making))
check("__call__", lambda: ends(Calling()))
check("__instancecheck__", lambda: ends(lambda: isinstance(1, Checked)))
check("lru_cache", lambda: ends(lambda: cached(0)))
check("exceptions while handling exceptions", lambda: ends(failing))
check("all is well afterwards", lambda: json.loads("[1]") == [1] and depth_of_plain_calls())

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
