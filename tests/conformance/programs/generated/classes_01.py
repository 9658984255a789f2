"""classes_01: written by generate.py."""
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
ws = ['lagoon', 'ocean', 'maple', 'ocean']
xs = [-833, -404, -416, 763, -941]
show('(lambda C: C() + 1)(type("C", (), {"__add__": lambda a, b: ("add", b)})), (lambda C: 1 - C())(type("C", (), {"__rsub__": lambda a, b: ("rsub", b)}))')
show('type("M", (type,), {"__call__": lambda cls, *a: a})("X", (), {})')
show('isinstance(n, (str, int)), issubclass(bool, int), callable(len), type(n).__name__')
show('(lambda I: (I.A + n, I.B > I.A, I(2), repr(I.A)))(enum.IntEnum("I", "A B"))')
show('type("S", (), {"__slots__": ("a",)})().__setattr__("b", 1)')
show('dataclasses.make_dataclass("Point", [("x", int), ("y", int, n)])(3)')
show('super().nothing')
show('dataclasses.asdict(dataclasses.make_dataclass("Row", ["name", "values"])(ws[0], xs))')
show('(lambda C: (C.f(), C().g()))(type("C", (), {"f": classmethod(lambda cls: cls.__name__), "g": staticmethod(lambda: n)}))')
show('dataclasses.make_dataclass("R", ["a", "b"])(1)')
show('(lambda F: (F.R | F.W, F(3), F.R in F(3), ~F.R, F.R.value))(enum.Flag("F", "R W X"))')
show('(lambda C: f"{C():>5}")(type("C", (), {"__format__": lambda self, spec: spec * 2})), (lambda C: str(C()))(type("C", (), {"__str__": lambda self: 5}))')
show('dataclasses.replace(dataclasses.make_dataclass("R", ["a", "b"])(1, 2), b=n), [f.name for f in dataclasses.fields(dataclasses.make_dataclass("R", ["a", "b"]))]')
show('(lambda C: (C().__class__.__name__, C.__dict__["x"], hasattr(C, "y"), getattr(C, "y", n)))(type("C", (), {"x": n}))')
show('(lambda C: (C().v, C.__dict__["v"].fget.__name__))(type("C", (), {"v": property(lambda self: n)}))')
show('type("T", (), {"__repr__": lambda self: f"<T {n}>", "__eq__": lambda a, b: True})(), type("U", (int,), {})(n) + 1')
