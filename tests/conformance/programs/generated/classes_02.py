"""classes_02: written by generate.py."""
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


n = 7
ws = ['fjord', 'tundra', 'prairie', 'amber']
xs = [472, -757, -373, -725, 483]
show('type("D", (object, int), {})')
show('dataclasses.replace(dataclasses.make_dataclass("R", ["a", "b"])(1, 2), b=n), [f.name for f in dataclasses.fields(dataclasses.make_dataclass("R", ["a", "b"]))]')
show('(lambda C: (len(C()), bool(C()), n in C()))(type("C", (), {"__len__": lambda self: 0, "__contains__": lambda self, x: x > 3}))')
show('isinstance(n, (str, int)), issubclass(bool, int), callable(len), type(n).__name__')
show('functools.singledispatch(lambda x: "any")(n), functools.total_ordering(type("T", (), {"__lt__": lambda a, b: True, "__eq__": lambda a, b: False})).__ge__ is not None')
show('type("T", (), {"__repr__": lambda self: f"<T {n}>", "__eq__": lambda a, b: True})(), type("U", (int,), {})(n) + 1')
show('enum.Enum("Colour", "RED BLUE")(n + 5)')
show('(lambda C: (C.f(), C().g()))(type("C", (), {"f": classmethod(lambda cls: cls.__name__), "g": staticmethod(lambda: n)}))')
show('dataclasses.make_dataclass("R", ["a", "b"])(1)')
show('(lambda F: (F.R | F.W, F(3), F.R in F(3), ~F.R, F.R.value))(enum.Flag("F", "R W X"))')
show('(lambda C: (C().v, C.__dict__["v"].fget.__name__))(type("C", (), {"v": property(lambda self: n)}))')
show('dataclasses.make_dataclass("F", ["a"], frozen=True)(1).__setattr__("a", 2)')
show('type("M", (type,), {"__call__": lambda cls, *a: a})("X", (), {})')
show('(lambda C: f"{C():>5}")(type("C", (), {"__format__": lambda self, spec: spec * 2})), (lambda C: str(C()))(type("C", (), {"__str__": lambda self: 5}))')
show('type("C", (), {})().nothing')
show('typing.NamedTuple("N", [("a", int), ("b", str)])(1, "x"), typing.TypedDict("T", {"a": int})(a=n), typing.Literal[1, "a"]')
