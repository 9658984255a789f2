"""classes_11: written by generate.py."""
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


n = 9
ws = ['delta', 'birch', 'naïve', 'ridge']
xs = [820, 702, 575, -911, -275]
show('types.MappingProxyType({"a": 1}).__setitem__("a", 2)')
show('dataclasses.replace(dataclasses.make_dataclass("R", ["a", "b"])(1, 2), b=n), [f.name for f in dataclasses.fields(dataclasses.make_dataclass("R", ["a", "b"]))]')
show('type("A", (abc.ABC,), {"f": abc.abstractmethod(lambda self: 1)})()')
show('types.SimpleNamespace(a=n, b=ws), types.MappingProxyType({"a": 1})["a"]')
show('(lambda F: (F.R | F.W, F(3), F.R in F(3), ~F.R, F.R.value))(enum.Flag("F", "R W X"))')
show('[c.__name__ for c in type("D", (type("B", (), {}), type("C", (), {})), {}).__mro__]')
show('(lambda C: len(C()))(type("C", (), {"__len__": lambda self: -1}))')
show('(lambda I: (I.A + n, I.B > I.A, I(2), repr(I.A)))(enum.IntEnum("I", "A B"))')
show('type("C", (), {})().nothing')
show('enum.Enum("Colour", ws[:1] + ["RED", "BLUE"])["RED"], list(enum.Enum("Colour", "RED BLUE"))')
show('functools.singledispatch(lambda x: "any")(n), functools.total_ordering(type("T", (), {"__lt__": lambda a, b: True, "__eq__": lambda a, b: False})).__ge__ is not None')
show('dataclasses.make_dataclass("Point", [("x", int), ("y", int, n)])(3)')
show('(lambda C: f"{C():>5}")(type("C", (), {"__format__": lambda self, spec: spec * 2})), (lambda C: str(C()))(type("C", (), {"__str__": lambda self: 5}))')
show('(lambda C: (len(C()), bool(C()), n in C()))(type("C", (), {"__len__": lambda self: 0, "__contains__": lambda self, x: x > 3}))')
show('type("D", (object, int), {})')
show('(lambda C: [C()[i] for i in range(3)])(type("C", (), {"__getitem__": lambda self, i: i * n}))')
