"""classes_09: written by generate.py."""
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
ws = ['cedar', 'cedar', 'cedar', 'jetty']
xs = [-456, 604, -503, 348, -937]
show('(lambda C: len(C()))(type("C", (), {"__len__": lambda self: -1}))')
show('dataclasses.make_dataclass("F", ["a"], frozen=True)(1).__setattr__("a", 2)')
show('dataclasses.make_dataclass("O", ["a", "b"], order=True)(1, n) < dataclasses.make_dataclass("O", ["a", "b"], order=True)(1, 2)')
show('(lambda C: setattr(C(), "v", 1))(type("C", (), {"v": property(lambda self: n)}))')
show('type("S", (), {"__slots__": ("a",)})().__setattr__("b", 1)')
show('functools.singledispatch(lambda x: "any")(n), functools.total_ordering(type("T", (), {"__lt__": lambda a, b: True, "__eq__": lambda a, b: False})).__ge__ is not None')
show('(lambda I: (I.A + n, I.B > I.A, I(2), repr(I.A)))(enum.IntEnum("I", "A B"))')
show('(lambda C: (C().v, C.__dict__["v"].fget.__name__))(type("C", (), {"v": property(lambda self: n)}))')
show('type("A", (abc.ABC,), {"f": abc.abstractmethod(lambda self: 1)})()')
show('type("D", (object, int), {})')
show('types.MappingProxyType({"a": 1}).__setitem__("a", 2)')
show('(lambda C: C() + 1)(type("C", (), {"__add__": lambda a, b: ("add", b)})), (lambda C: 1 - C())(type("C", (), {"__rsub__": lambda a, b: ("rsub", b)}))')
show('dataclasses.asdict(dataclasses.make_dataclass("Row", ["name", "values"])(ws[0], xs))')
show('dataclasses.make_dataclass("Point", [("x", int), ("y", int, n)])(3)')
show('object() + 1')
show('types.SimpleNamespace(a=n, b=ws), types.MappingProxyType({"a": 1})["a"]')
