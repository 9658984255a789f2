"""classes_03: written by generate.py."""
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
ws = ['delta', 'delta', 'ridge', 'ocean']
xs = [987, -789, 567, -989, -84]
show('(lambda C: f"{C():>5}")(type("C", (), {"__format__": lambda self, spec: spec * 2})), (lambda C: str(C()))(type("C", (), {"__str__": lambda self: 5}))')
show('typing.NamedTuple("N", [("a", int), ("b", str)])(1, "x"), typing.TypedDict("T", {"a": int})(a=n), typing.Literal[1, "a"]')
show('(lambda C: len(C()))(type("C", (), {"__len__": lambda self: -1}))')
show('functools.singledispatch(lambda x: "any")(n), functools.total_ordering(type("T", (), {"__lt__": lambda a, b: True, "__eq__": lambda a, b: False})).__ge__ is not None')
show('types.SimpleNamespace(a=n, b=ws), types.MappingProxyType({"a": 1})["a"]')
show('dataclasses.make_dataclass("Point", [("x", int), ("y", int, n)])(3)')
show('typing.get_type_hints(types.FunctionType(compile("0", "x", "eval"), {})), typing.Optional[int], list[int] | None, typing.get_args(dict[str, int])')
show('__import__("copy").copy(types.SimpleNamespace(a=1)), type(types.SimpleNamespace()).__mro__[1]')
show('(lambda C: (C().v, C.__dict__["v"].fget.__name__))(type("C", (), {"v": property(lambda self: n)}))')
show('type("M", (type,), {"__call__": lambda cls, *a: a})("X", (), {})')
show('enum.Enum("Colour", ws[:1] + ["RED", "BLUE"])["RED"], list(enum.Enum("Colour", "RED BLUE"))')
show('(lambda C: (C.f(), C().g()))(type("C", (), {"f": classmethod(lambda cls: cls.__name__), "g": staticmethod(lambda: n)}))')
show('type("A", (abc.ABC,), {"f": abc.abstractmethod(lambda self: 1)})()')
show('(lambda F: (F.R | F.W, F(3), F.R in F(3), ~F.R, F.R.value))(enum.Flag("F", "R W X"))')
show('(lambda I: (I.A + n, I.B > I.A, I(2), repr(I.A)))(enum.IntEnum("I", "A B"))')
show('isinstance(n, (str, int)), issubclass(bool, int), callable(len), type(n).__name__')
