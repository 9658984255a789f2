"""classes_00: written by generate.py."""
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


n = 5
ws = ['jetty', 'quartz', 'ocean', 'lagoon']
xs = [-935, 891, 390, 471, -317]
show('type("D", (object, int), {})')
show('type("M", (type,), {"__call__": lambda cls, *a: a})("X", (), {})')
show('type("C", (), {})().nothing')
show('object() + 1')
show('(lambda F: (F.R | F.W, F(3), F.R in F(3), ~F.R, F.R.value))(enum.Flag("F", "R W X"))')
show('(lambda C: f"{C():>5}")(type("C", (), {"__format__": lambda self, spec: spec * 2})), (lambda C: str(C()))(type("C", (), {"__str__": lambda self: 5}))')
show('(lambda C: setattr(C(), "v", 1))(type("C", (), {"v": property(lambda self: n)}))')
show('isinstance(n, (str, int)), issubclass(bool, int), callable(len), type(n).__name__')
show('type("S", (), {"__slots__": ("a",)})().__setattr__("b", 1)')
show('(lambda C: (C.f(), C().g()))(type("C", (), {"f": classmethod(lambda cls: cls.__name__), "g": staticmethod(lambda: n)}))')
show('dataclasses.make_dataclass("F", ["a"], frozen=True)(1).__setattr__("a", 2)')
show('(lambda C: [C()[i] for i in range(3)])(type("C", (), {"__getitem__": lambda self, i: i * n}))')
show('functools.singledispatch(lambda x: "any")(n), functools.total_ordering(type("T", (), {"__lt__": lambda a, b: True, "__eq__": lambda a, b: False})).__ge__ is not None')
show('typing.get_type_hints(types.FunctionType(compile("0", "x", "eval"), {})), typing.Optional[int], list[int] | None, typing.get_args(dict[str, int])')
show('dataclasses.replace(dataclasses.make_dataclass("R", ["a", "b"])(1, 2), b=n), [f.name for f in dataclasses.fields(dataclasses.make_dataclass("R", ["a", "b"]))]')
show('[c.__name__ for c in type("D", (type("B", (), {}), type("C", (), {})), {}).__mro__]')
