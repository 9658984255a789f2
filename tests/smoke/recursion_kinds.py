"""Every kind of recursion in C ends in a result or RecursionError, never in a trap; and what real code needs fits."""
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
import collections
import copy
import functools
import io
import itertools
import json
import marshal
import math
import operator
import pickle
import re
import types
import typing
import weakref
import xml.etree.ElementTree as ElementTree

TOO_DEEP = (RecursionError, MemoryError, SyntaxError, ValueError, OverflowError)  # what CPython raises for too deep


def nest(wrap, n, value=None):
    for _ in range(n):
        value = wrap(value)
    return value


def chain(wrap, n):
    for _ in nest(wrap, n, iter([1] * 5)):
        break


class Bound:
    def __init__(self, inner):
        self.inner = inner

    def method(self):
        pass


class Level:
    def __init__(self, n):
        self.n = n


class Showing(Level):
    def __repr__(self):
        return repr(Showing(self.n - 1)) if self.n else ""


class Sorting(Level):
    def __lt__(self, other):
        if self.n:
            sorted([Sorting(0), Sorting(self.n - 1)])
        return False


class Asking(Level):
    def __getattr__(self, name):
        return getattr(Asking(self.n - 1), name) if self.n else 1


class Property(Level):
    @property
    def inner(self):
        return Property(self.n - 1).inner if self.n else 0


class Making:
    def __init__(self, n):
        if n:
            Making(n - 1)


def functions(n):
    lines = "".join(" " * i + "def f():\n" for i in range(n))
    compile(lines + " " * n + "pass", "x", "exec")


def by_key(n):
    if n:
        sorted([n - 1], key=by_key)
    return 0


def substituted(n):
    return re.sub("a", lambda match: substituted(n - 1) if n else "", "a")


def reduced(n):
    return functools.reduce(lambda a, b: reduced(n - 1) if n else 0, [1, 2])


def sql(n):
    try:
        import sqlite3
    except ImportError:
        return
    deepest = n

    def function(k):
        nonlocal deepest
        deepest = k
        return db.execute("select f(?)", (k - 1,)).fetchone()[0] if k else 0

    db = sqlite3.connect(":memory:")
    db.create_function("f", 1, function)
    try:
        db.execute("select f(?)", (n,)).fetchone()
    except sqlite3.Error as error:  # that is how SQLite passes on what a function raised
        raise RecursionError(f"{n - deepest} levels") from error


def held_generators(n):
    def hold(inner):
        yield inner
    held = None
    for _ in range(n):
        outer = hold(held)
        next(outer)
        held = outer


def throw(n):
    def inside(inner):
        if inner:
            yield from inner
        yield 1
    outer = nest(inside, n)
    next(outer)
    try:
        outer.throw(KeyError)
    except KeyError:
        pass


def exceptions(n):
    inner = None
    for _ in range(n):
        error = ValueError()
        error.__context__ = error.__cause__ = inner
        inner = error


def weakrefs(n):
    held = None
    for _ in range(n):
        outer = Bound(held)
        outer.watch = weakref.ref(held, lambda gone: None) if held else None
        held = outer


class Still(io.RawIOBase):
    """A file that holds no other."""
    readable = writable = seekable = lambda self: True
    tell = seek = truncate = lambda self, *where: 0

    def readinto(self, buffer):
        return 1

    def write(self, data):
        return len(data)


class Buffered(io.BufferedRandom):
    """A file that does not ask the file in it when it is made: so as many as one likes can stand in each other."""
    readable = writable = seekable = Still.readable


def files(n, ask):
    return ask(nest(Buffered, n, Still()))


def arrays(n):
    import numpy

    def around(inner):
        array = numpy.empty(1, dtype=object)
        array[0] = inner
        return array
    return nest(around, n, 1)


def records(n, *shapes):
    """Arrays of one record that hold each other, in a field of a field …: of as many as there are shapes."""
    import numpy
    dtype = numpy.dtype(object)
    for shape in shapes:
        dtype = numpy.dtype([("a", dtype, shape)])

    def around(inner):
        array = level = numpy.zeros(1, dtype)
        for _ in shapes:
            level = level["a"]
        level[(0,) * level.ndim] = inner
        return array
    return len(nest(around, n, 1))


def types_in_types(n):
    import numpy
    dtype = nest(lambda inner: numpy.dtype([("a", inner)]), n, "i4")
    values = numpy.zeros(2, dtype)
    return repr(values.astype(dtype)), pickle.loads(pickle.dumps(dtype)) == dtype, hash(dtype), values.tolist()


def arrow(n, wrap, value):
    """A column of a type of n levels: made, shown, written, read by Python, released."""
    import nanoarrow as na
    from pylon_arrow import from_columns, open_output, to_columns
    schema = na.struct({"a": nest(lambda inner: getattr(na, wrap)({"a": inner} if wrap == "struct" else inner), n, na.int32())})
    batch = from_columns({"a": [nest(value, n, 1)]}, schema)
    with open_output(io.BytesIO()) as target:
        target.write(batch)
    return to_columns(batch), repr(schema)


def set_bases(n):
    first, other, last = type("A", (), {}), type("B", (), {}), None
    top = last = type("C", (first,), {})
    for _ in range(n):
        last = type("C", (last,), {})
    top.__bases__ = (other,)


def pickled_in_pickles(n):
    data = pickle.dumps(1)
    for _ in range(n):
        data = b"cpickle\nloads\n(B" + len(data).to_bytes(4, "little") + data + b"tR."
    pickle.loads(data)


def pickled_by_write(n):
    def writer(write):
        return pickle.Pickler(types.SimpleNamespace(write=write)).dump
    nest(writer, n, io.BytesIO().write)(b"a" * 70_000)


def thrown_through(n, method):
    """throw() and close() of generators that wait for what is no generator."""
    class Waiting:
        def __init__(self, inner):
            self.inner = inner

        def __iter__(self):
            return self

        def __next__(self):
            return 1

        throw = property(lambda self: self.inner.throw if self.inner else int)
        close = property(lambda self: self.inner.close if self.inner else int)

    def waits(inner):
        yield from Waiting(inner)

    def started(inner):
        generator = waits(inner)
        next(generator)
        return generator
    outer = nest(started, n)
    try:
        getattr(outer, method)(*([KeyError] if method == "throw" else []))
    except (KeyError, TypeError):
        pass


def executed(n):
    names = {"texts": [f"n[0] -= 1\nif n[0]: list(map(exec, texts, [names]))"], "n": [n]}
    names["names"] = names
    exec(names["texts"][0], names)


def proxies(n):
    return nest(types.MappingProxyType, n, {"a": 1})


kinds = {
    "[": lambda n: compile("[" * n + "]" * n, "x", "eval"),
    "(": lambda n: eval("(1+" * n + "0" + ")" * n),
    "f(": lambda n: compile("f(" * n + ")" * n, "x", "eval"),
    "{1:": lambda n: compile("{1:" * n + "2" + "}" * n, "x", "eval"),
    "a[": lambda n: compile("a[" * n + "1" + "]" * n, "x", "eval"),
    "sum": lambda n: compile("+".join(["a"] * n), "x", "eval"),
    "ast.parse sum": lambda n: ast.parse("+".join(["a"] * n)),
    "compile(ast) sum": lambda n: compile(ast.parse("+".join(["a"] * n), mode="eval"), "x", "eval"),
    "elif": lambda n: compile("if a: pass\n" + "elif b: pass\n" * n, "x", "exec"),
    "ast.parse elif": lambda n: ast.parse("if a: pass\n" + "elif b: pass\n" * n),
    "not": lambda n: compile("not " * n + "a", "x", "eval"),
    "-": lambda n: compile("-" * n + "a", "x", "eval"),
    "ternary": lambda n: compile("a if b else " * n + "c", "x", "eval"),
    "lambda": lambda n: compile("lambda: " * n + "c", "x", "eval"),
    "method chain": lambda n: compile("a" + ".b()" * n, "x", "eval"),
    "attribute chain": lambda n: compile("a" + ".b" * n, "x", "eval"),
    "power": lambda n: compile("a" + "**a" * n, "x", "eval"),
    "comprehensions": lambda n: compile("[" * n + "1" + " for x in a]" * n, "x", "eval"),
    "f-strings": lambda n: compile("f'{" * n + "1" + "}'" * n, "x", "eval"),
    "def in def": functions,
    "annotation": lambda n: compile("from __future__ import annotations\nx: " + "+".join(["a"] * n), "x", "exec"),
    "match": lambda n: compile("match a:\n case " + "[" * n + "]" * n + ": pass", "x", "exec"),
    "targets": lambda n: compile("(" * n + "a" + ",)" * n + " = b", "x", "exec"),
    "del targets": lambda n: compile("del " + "(" * n + "a" + ",)" * n , "x", "exec"),
    "json.loads [": lambda n: json.loads("[" * n + "]" * n),
    "json.loads {": lambda n: json.loads('{"a":' * n + "1" + "}" * n),
    "json.dumps [": lambda n: json.dumps(nest(lambda x: [x], n)),
    "json.dumps {": lambda n: json.dumps(nest(lambda x: {"a": x}, n)),
    "pickle": lambda n: pickle.loads(pickle.dumps(nest(lambda x: [x], n))),
    "pickle dict": lambda n: pickle.loads(pickle.dumps(nest(lambda x: {1: x}, n))),
    "pickle tuple": lambda n: pickle.loads(pickle.dumps(nest(lambda x: (x,), n))),
    "pickle partial": lambda n: pickle.dumps(nest(lambda x: functools.partial(print, x), n)),
    "marshal": lambda n: marshal.loads(marshal.dumps(nest(lambda x: (x,), n))),
    "repr list": lambda n: repr(nest(lambda x: [x], n)),
    "repr dict": lambda n: repr(nest(lambda x: {1: x}, n)),
    "repr tuple": lambda n: repr(nest(lambda x: (x,), n)),
    "repr list[]": lambda n: repr(nest(lambda x: list[x], n, int)),
    "repr partial": lambda n: repr(nest(lambda x: functools.partial(print, x), n)),
    "hash tuple": lambda n: hash(nest(lambda x: (x,), n)),
    "hash frozenset": lambda n: hash(nest(lambda x: frozenset([x]), n)),
    "hash list[]": lambda n: hash(nest(lambda x: list[x], n, int)),
    "hash union": lambda n: hash(nest(lambda x: list[x] | None, n, int)),
    "hash slice": lambda n: hash(nest(lambda x: slice(x), n, 1)),
    "eq tuple": lambda n: nest(lambda x: (x,), n) == nest(lambda x: (x,), n),
    "eq list[]": lambda n: nest(lambda x: list[x], n, int) == nest(lambda x: list[x], n, int),
    "eq frozenset": lambda n: nest(lambda x: frozenset([x]), n) == nest(lambda x: frozenset([x]), n),
    "eq union": lambda n: nest(lambda x: list[x] | None, n, int) == nest(lambda x: list[x] | None, n, int),
    "eq dict": lambda n: nest(lambda x: {1: x}, n) == nest(lambda x: {1: x}, n),
    "lt list": lambda n: nest(lambda x: [x], n, 1) < nest(lambda x: [x], n, 1),
    "f(a=": lambda n: compile("f(a=" * n + "1" + ")" * n, "x", "eval"),
    "[*": lambda n: compile("[*" * n + "a" + "]" * n, "x", "eval"),
    "a[1:": lambda n: compile("a[1:" * n + "a" + "]" * n, "x", "eval"),
    "lambda a=": lambda n: compile("(lambda a=" * n + "1" + ": 1)" * n, "x", "eval"),
    "throw() into generators": throw,
    "exceptions in exceptions": exceptions,
    "bound methods": lambda n: nest(lambda m: Bound(m).method, n),
    "partials": lambda n: nest(lambda f: functools.partial(print, f), n) and 0,
    "cells": lambda n: nest(lambda f: (lambda: f), n) and 0,
    "mappingproxy": lambda n: repr(nest(lambda x: types.MappingProxyType({1: x}), n)),
    "proxies of proxies": lambda n: proxies(n)["a"],
    "length of proxies": lambda n: len(proxies(n)),
    "in proxies": lambda n: "a" in proxies(n),
    "iterating over proxies": lambda n: list(proxies(n)),
    "proxies joined": lambda n: proxies(n) | {},
    "attribute of methods": lambda n: repr(nest(lambda m: types.MethodType(m, 1), n, print)),
    "abstract classmethods": lambda n: nest(classmethod, n, len).__isabstractmethod__,
    "abstract staticmethods": lambda n: nest(staticmethod, n, len).__isabstractmethod__,
    "abstract properties": lambda n: nest(property, n, len).__isabstractmethod__,
    "namespace": lambda n: repr(nest(lambda x: types.SimpleNamespace(a=x), n)),
    "weakref callbacks": weakrefs,
    "a function of SQL": sql,
    "functools.reduce": reduced,
    "__getattr__": lambda n: getattr(Asking(n), "x"),
    "re.sub": substituted,
    "ElementTree parse": lambda n: ElementTree.fromstring("<a>" * n + "</a>" * n),
    "isinstance": lambda n: isinstance(1, nest(lambda x: (x,), n, str)),
    "issubclass": lambda n: issubclass(int, nest(lambda x: (x,), n, str)),
    "deepcopy": lambda n: copy.deepcopy(nest(lambda x: [x], n)),
    "deepcopy of ElementTree": lambda n: copy.deepcopy(ElementTree.fromstring("<a>" * n + "</a>" * n)),
    "ElementTree tostring": lambda n: ElementTree.tostring(ElementTree.fromstring("<a>" * n + "</a>" * n)),
    "ElementTree iter": lambda n: list(ElementTree.fromstring("<a>" * n + "</a>" * n).iter()),
    "ElementTree pickle": lambda n: pickle.dumps(ElementTree.fromstring("<a>" * n + "</a>" * n)),
    "map": lambda n: chain(lambda i: map(int, i), n),
    "zip": lambda n: chain(lambda i: zip(i), n),
    "filter": lambda n: chain(lambda i: filter(None, i), n),
    "enumerate": lambda n: chain(enumerate, n),
    "chain": lambda n: chain(itertools.chain, n),
    "islice": lambda n: chain(lambda i: itertools.islice(i, 3), n),
    "takewhile": lambda n: chain(lambda i: itertools.takewhile(bool, i), n),
    "dropwhile": lambda n: chain(lambda i: itertools.dropwhile(lambda x: False, i), n),
    "accumulate": lambda n: chain(itertools.accumulate, n),
    "compress": lambda n: chain(lambda i: itertools.compress(i, [1]*9), n),
    "starmap": lambda n: chain(lambda i: itertools.starmap(lambda *a: (1,), map(lambda x:(x,), i)), n),
    "zip_longest": lambda n: chain(lambda i: itertools.zip_longest(i), n),
    "pairwise": lambda n: chain(lambda i: itertools.chain(itertools.pairwise(i), [1, 1]), n),
    "cycle": lambda n: chain(itertools.cycle, n),
    "groupby": lambda n: chain(lambda i: itertools.groupby(i), n),
    "tee": lambda n: chain(lambda i: itertools.tee(itertools.chain(i))[0], n),
    "batched": lambda n: chain(lambda i: itertools.batched(i, 1), n),
    "python map": lambda n: chain(lambda i: map(lambda x: x, i), n),
    "genexp": lambda n: chain(lambda i: (x for x in i), n),
    "generators held": held_generators,
    "repr()": lambda n: repr(Showing(n)),
    "__lt__ in sorted": lambda n: sorted([Sorting(0), Sorting(n)]),
    "sorted(key=)": by_key,
    "property": lambda n: Property(n).inner,
    "__init__": Making,
    "re groups": lambda n: re.compile("(" * n + ")" * n),
    "re match": lambda n: re.match("(?:a|b)*c", "ab" * n),
    "re nested *": lambda n: re.match("(?:" * n + "a" + ")*" * n, "a" * 10),
    "tell of files": lambda n: files(n, lambda file: file.tell()),
    "seek of files": lambda n: files(n, lambda file: file.seek(0, 2)),
    "read of files": lambda n: files(n, lambda file: file.read(3)),
    "write of files": lambda n: files(n, lambda file: file.write(b"a" * 9_000)),
    "flush of files": lambda n: files(n, lambda file: file.flush()),
    "isatty of files": lambda n: files(n, lambda file: file.isatty()),
    "closed of files": lambda n: files(n, lambda file: file.closed),
    "close of files": lambda n: files(n, lambda file: file.close()),
    "repr of files": lambda n: files(n, repr),
    "making files": lambda n: nest(io.BufferedReader, n, Still()),
    "decoders": lambda n: nest(lambda inner: io.IncrementalNewlineDecoder(inner, True), n).decode("a\r\n"),
    "name of properties": lambda n: nest(property, n, len).__name__,
    "calling aliases": lambda n: nest(lambda origin: types.GenericAlias(origin, int), n, list)(),
    "attribute of aliases": lambda n: nest(lambda origin: types.GenericAlias(origin, int), n, list).append,
    "method-wrappers": lambda n: nest(lambda call: call.__call__, n, len)([]),
    "pickle deque": lambda n: pickle.dumps(nest(lambda x: collections.deque([x]), n)),
    "pickle OrderedDict": lambda n: pickle.dumps(nest(lambda x: collections.OrderedDict(a=x), n)),
    "pickles in pickles": pickled_in_pickles,
    "pickles written by pickles": pickled_by_write,
    "constants": lambda n: compile("1", "", "eval").replace(co_consts=(nest(lambda x: (x,), n, "a b"),)),
    "code in code": lambda n: hash(nest(lambda x: compile("1", "", "eval").replace(co_consts=(x,)), n)),
    "subclasses": set_bases,
    "throw() through iterators": lambda n: thrown_through(n, "throw"),
    "close() through iterators": lambda n: thrown_through(n, "close"),
    "exec in map": executed,
}
if _HAVE_NUMPY:
    kinds |= {
        "sum of arrays in arrays": lambda n: arrays(n) + arrays(n),
        "comparing arrays in arrays": lambda n: arrays(n) == arrays(n),
        "repr of arrays in arrays": lambda n: repr(arrays(n)),
        "int of arrays in arrays": lambda n: arrays(n).astype(int),
        "dtypes in dtypes": types_in_types,
        "records": lambda n: records(n, ()),
        "records of subarrays": lambda n: records(n, (2,), (), (2,)),
        "records of 30 levels": lambda n: records(n, *[()] * 30),
    }
if _probe("nanoarrow"):
    kinds |= {
        "Arrow list": lambda n: arrow(n, "list_", lambda x: [x]),
        "Arrow struct": lambda n: arrow(n, "struct", lambda x: {"a": x}),
    }


def calls_itself(name):
    """Calls in C that end in themselves: with no Python function between them nothing but C's counters ends them."""
    class Own:
        pass
    own = Own()
    if name == "__repr__ is object.__str__":
        Own.__repr__ = Own.__str__
        repr(own)
    elif name == "__eq__ is object.__ne__":
        Own.__eq__ = Own.__ne__
        own == Own()
    elif name == "__call__ is an instance":
        Own.__call__ = own
        own()
    elif name == "a partial of itself":
        partial = functools.partial(len)
        partial.__setstate__((partial, (), {}, {}))
        partial()
    elif name == "a property that asks itself":
        Own.inner = property(operator.attrgetter("inner"))
        own.inner
    elif name == "a long chain of bound methods":
        nest(lambda method: types.MethodType(method, 1), 20_000, print)()
    elif name == "a long chain of static methods":
        nest(staticmethod, 20_000, len)([])
    elif name == "list[list[T]][int]":
        nest(lambda inner: list[inner], 3000, typing.TypeVar("T"))[int]
    elif name == "print in write":
        class Printing:
            def write(self, text):
                print(text, file=self)
        print(file=Printing())
    return False  # or RecursionError


def answered_by_c(name, function, *before):
    """What asks for the attribute or the method `name` of its last argument answers it itself, with no function in Python between."""
    class Own:
        pass
    own = Own()
    asks = functools.partial(function, *before, own)
    for answer in property(functools.partial(function, *before)), staticmethod(asks):
        setattr(Own, name, answer)
        try:
            asks()
        except Exception:  # of any kind: what is answered makes no sense
            pass
    return json.loads("[" * 150 + "]" * 150) is not None


ANSWERED = [
    ("keys", dict), ("peek", pickle.load), ("__iter__", collections.OrderedDict), ("__getitem__", {1}.symmetric_difference_update),
    ("__index__", math.gcd), ("__index__", bytearray(b"ab").rindex, 1, 1), ("__index__", int, int), ("__index__", itertools.repeat, int),
    ("__index__", re.compile("a").scanner, 1, 1), ("__index__", io.TextIOWrapper(io.BytesIO()).read), ("__index__", bytearray(b"ab").rsplit, int),
    ("__float__", math.log), ("__float__", float), ("__complex__", complex), ("__int__", int), ("__buffer__", bytearray(b"ab").count),
    ("__fspath__", os.fspath), ("__len__", len), ("__bool__", bool), ("__format__", format), ("__bytes__", bytes), ("__reversed__", reversed),
    ("__copy__", copy.copy), ("__reduce_ex__", pickle.dumps), ("__length_hint__", operator.length_hint), ("__eq__", operator.eq, 1),
    ("__contains__", operator.contains, 1), ("__call__", operator.call), ("__next__", next), ("__hash__", hash), ("__repr__", ascii),
]
if _HAVE_NUMPY:
    import numpy
    ANSWERED += [
        ("__array_struct__", numpy.random.poisson), ("__array_interface__", numpy.random.normal), ("__array__", numpy.random.lognormal, [1, 2]),
        ("__float__", numpy.random.zipf), ("__index__", numpy.random.random), ("__array_struct__", numpy.vdot, 1), ("dtype", numpy.can_cast, [1, 2]),
        ("dtype", numpy.void, [1, 2]), ("__getitem__", numpy.unravel_index, numpy.add), ("__array__", numpy.dot, [1, 2]), ("__len__", numpy.array),
    ]


SELVES = ("__repr__ is object.__str__", "__eq__ is object.__ne__", "__call__ is an instance", "a partial of itself",
          "a property that asks itself", "a long chain of bound methods", "a long chain of static methods",
          "list[list[T]][int]", "print in write")
LARGE = {"def in def": 300, "pickle partial": 3000, "f-strings": 3000, "lambda": 3000, "subclasses": 2000, "pickles in pickles": 3000,
         "making files": 2000} | {name: 3000 for name in kinds if name.endswith(" of files")}  # what is slow beyond


def fits(thunk, n):
    try:
        thunk(n)
        return True
    except TOO_DEEP:
        return False


def deepest(kind):
    low, high = 1, LARGE.get(kind, 12_000)
    if fits(kinds[kind], high):
        return f"over {high - 1:,}"
    while high - low > max(1, low // 100):
        middle = (low + high) // 2
        low, high = (middle, high) if fits(kinds[kind], middle) else (low, middle)
    return f"{low:,}"


def ends(kind):
    """Deep enough for any stack, whatever comes of it; the counters are then as before: it goes as deep again. Files ask all files in
    them more than once: 500 of them took as long as everything else."""
    for n in (LARGE.get(kind, 12_000), 200 if kind.endswith("files") else 500, 60):
        fits(kinds[kind], n)
    return json.loads("[" * 150 + "]" * 150) is not None


# With names of kinds as arguments: prints how deep each may be (see docs/RECURSION.md), and does nothing else.
if sys.argv[1:]:
    for kind in list(kinds) if sys.argv[1:] == ["all"] else sys.argv[1:]:
        print(kind, end="\t", flush=True)
        print(deepest(kind), flush=True)
    sys.exit()

for name in kinds:
    check(name, lambda: ends(name))
for name in SELVES:
    check(name, lambda: not fits(calls_itself, name))
# Each level that fits doubles the time: only what is too deep ends.
check("marshal frozenset", lambda: not fits(lambda n: marshal.dumps(nest(lambda x: frozenset([x]), n)), 12_000))
for name, function, *before in ANSWERED:
    check(f"{name} answered by {getattr(function, '__qualname__', function)}", lambda: answered_by_c(name, function, *before))
# What is generated or written by hand has these; natively all of them work. 512 KiB of stack, and less under others.
for name, n in {"[": 100, "(": 100, "f(": 100, "{1:": 100, "sum": 5000, "elif": 5000, "attribute chain": 1000,
                "ast.parse sum": 3000, "ast.parse elif": 1500, "json.loads [": 1000, "json.dumps {": 1000,
                "hash tuple": 1500, "map": 1500, "genexp": 200, "repr()": 200, "sorted(key=)": 150, "pickle": 500,
                "generators held": 10_000, "deepcopy of ElementTree": 800, "re.sub": 150}.items():
    check(f"{name} {n} deep", lambda: fits(kinds[name], n))



def unwound(n, how):
    """How many of n generators that wait for each other run their `finally`, and what they see."""
    sys.setrecursionlimit(n + 1000)
    ran, seen = [], set()

    def waits(inner):
        try:
            yield from inner
        except BaseException as error:
            seen.add(type(error).__name__)
            raise
        finally:
            ran.append(1)

    outer = nest(waits, n, iter([1]))
    next(outer)
    try:
        getattr(outer, how)(*([KeyError] if how == "throw" else []))
    except (KeyError, RecursionError):
        pass
    outer = None
    return len(ran), seen


# 900: nearly as deep as Python's own limit lets them start, and beyond what small stacks close at once.
for how, error in (("close", "GeneratorExit"), ("throw", "KeyError"), ("__del__", "GeneratorExit")):
    check(f"generators end by {how}", lambda: unwound(150, how) == (150, {error}))
    check(f"many generators end by {how}", lambda: unwound(900, how)[0] == unwound(2000, how)[0] - 1100 == 900)

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
