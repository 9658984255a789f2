"""classes_08: written by generate.py."""
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


n = 2
ws = ['amber', 'islet', 'jetty', 'niche']
xs = [251, 460, -768, 823, 527]
show('(lambda F: (F.R | F.W, F(3), F.R in F(3), ~F.R, F.R.value))(enum.Flag("F", "R W X"))')
show('type("S", (), {"__slots__": ("a",)})().__setattr__("b", 1)')
show('(lambda I: (I.A + n, I.B > I.A, I(2), repr(I.A)))(enum.IntEnum("I", "A B"))')
show('type("D", (object, int), {})')
show('(lambda C: f"{C():>5}")(type("C", (), {"__format__": lambda self, spec: spec * 2})), (lambda C: str(C()))(type("C", (), {"__str__": lambda self: 5}))')
show('dataclasses.make_dataclass("R", ["a", "b"])(1)')
show('(lambda C: C() + 1)(type("C", (), {"__add__": lambda a, b: ("add", b)})), (lambda C: 1 - C())(type("C", (), {"__rsub__": lambda a, b: ("rsub", b)}))')
show('(lambda C: (C().__class__.__name__, C.__dict__["x"], hasattr(C, "y"), getattr(C, "y", n)))(type("C", (), {"x": n}))')
show('typing.NamedTuple("N", [("a", int), ("b", str)])(1, "x"), typing.TypedDict("T", {"a": int})(a=n), typing.Literal[1, "a"]')
show('(lambda C: (len(C()), bool(C()), n in C()))(type("C", (), {"__len__": lambda self: 0, "__contains__": lambda self, x: x > 3}))')
show('typing.get_type_hints(types.FunctionType(compile("0", "x", "eval"), {})), typing.Optional[int], list[int] | None, typing.get_args(dict[str, int])')
show('types.SimpleNamespace(a=n, b=ws), types.MappingProxyType({"a": 1})["a"]')
show('(lambda C: setattr(C(), "v", 1))(type("C", (), {"v": property(lambda self: n)}))')
show('dataclasses.make_dataclass("O", ["a", "b"], order=True)(1, n) < dataclasses.make_dataclass("O", ["a", "b"], order=True)(1, 2)')
show('type("C", (), {})().nothing')
show('dataclasses.make_dataclass("Point", [("x", int), ("y", int, n)])(3)')
