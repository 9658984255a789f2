"""classes_06: written by generate.py."""
import re
import dataclasses
import enum
import abc
import functools
import typing
import types


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


n = 6
ws = ['straße', 'prairie', 'Ωmega', 'Ωmega']
xs = [-700, 117, -430, 140, -99]
show('type("C", (), {})().nothing')
show('(lambda F: (F.R | F.W, F(3), F.R in F(3), ~F.R, F.R.value))(enum.Flag("F", "R W X"))')
show('(lambda C: (len(C()), bool(C()), n in C()))(type("C", (), {"__len__": lambda self: 0, "__contains__": lambda self, x: x > 3}))')
show('dataclasses.make_dataclass("Point", [("x", int), ("y", int, n)])(3)')
show('(lambda C: [C()[i] for i in range(3)])(type("C", (), {"__getitem__": lambda self, i: i * n}))')
show('[c.__name__ for c in type("D", (type("B", (), {}), type("C", (), {})), {}).__mro__]')
show('typing.NamedTuple("N", [("a", int), ("b", str)])(1, "x"), typing.TypedDict("T", {"a": int})(a=n), typing.Literal[1, "a"]')
show('type("M", (type,), {"__call__": lambda cls, *a: a})("X", (), {})')
show('(lambda C: f"{C():>5}")(type("C", (), {"__format__": lambda self, spec: spec * 2})), (lambda C: str(C()))(type("C", (), {"__str__": lambda self: 5}))')
show('super().nothing')
show('(lambda C: len(C()))(type("C", (), {"__len__": lambda self: -1}))')
show('(lambda C: setattr(C(), "v", 1))(type("C", (), {"v": property(lambda self: n)}))')
show('object() + 1')
show('(lambda C: (C().v, C.__dict__["v"].fget.__name__))(type("C", (), {"v": property(lambda self: n)}))')
show('(lambda C: C() + 1)(type("C", (), {"__add__": lambda a, b: ("add", b)})), (lambda C: 1 - C())(type("C", (), {"__rsub__": lambda a, b: ("rsub", b)}))')
show('type("D", (object, int), {})')
