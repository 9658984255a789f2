"""classes_07: written by generate.py."""
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
ws = ['amber', 'heron', 'ember', 'islet']
xs = [-987, -109, 365, 514, 577]
show('enum.Enum("Colour", ws[:1] + ["RED", "BLUE"])["RED"], list(enum.Enum("Colour", "RED BLUE"))')
show('object() + 1')
show('functools.singledispatch(lambda x: "any")(n), functools.total_ordering(type("T", (), {"__lt__": lambda a, b: True, "__eq__": lambda a, b: False})).__ge__ is not None')
show('type("S", (), {"__slots__": ("a",)})().__setattr__("b", 1)')
show('super().nothing')
show('dataclasses.replace(dataclasses.make_dataclass("R", ["a", "b"])(1, 2), b=n), [f.name for f in dataclasses.fields(dataclasses.make_dataclass("R", ["a", "b"]))]')
show('(lambda C: f"{C():>5}")(type("C", (), {"__format__": lambda self, spec: spec * 2})), (lambda C: str(C()))(type("C", (), {"__str__": lambda self: 5}))')
show('typing.get_type_hints(types.FunctionType(compile("0", "x", "eval"), {})), typing.Optional[int], list[int] | None, typing.get_args(dict[str, int])')
show('(lambda C: C() + 1)(type("C", (), {"__add__": lambda a, b: ("add", b)})), (lambda C: 1 - C())(type("C", (), {"__rsub__": lambda a, b: ("rsub", b)}))')
show('dataclasses.make_dataclass("Point", [("x", int), ("y", int, n)])(3)')
show('type("T", (), {"__repr__": lambda self: f"<T {n}>", "__eq__": lambda a, b: True})(), type("U", (int,), {})(n) + 1')
show('(lambda C: (C().v, C.__dict__["v"].fget.__name__))(type("C", (), {"v": property(lambda self: n)}))')
show('(lambda C: [C()[i] for i in range(3)])(type("C", (), {"__getitem__": lambda self, i: i * n}))')
show('typing.NamedTuple("N", [("a", int), ("b", str)])(1, "x"), typing.TypedDict("T", {"a": int})(a=n), typing.Literal[1, "a"]')
show('__import__("copy").copy(types.SimpleNamespace(a=1)), type(types.SimpleNamespace()).__mro__[1]')
show('(lambda F: (F.R | F.W, F(3), F.R in F(3), ~F.R, F.R.value))(enum.Flag("F", "R W X"))')
