"""classes_12: written by generate.py."""
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
ws = ['straße', 'straße', 'Ωmega', 'niche']
xs = [-8, 757, -836, 109, -488]
show('[c.__name__ for c in type("D", (type("B", (), {}), type("C", (), {})), {}).__mro__]')
show('(lambda C: (C().v, C.__dict__["v"].fget.__name__))(type("C", (), {"v": property(lambda self: n)}))')
show('dataclasses.make_dataclass("O", ["a", "b"], order=True)(1, n) < dataclasses.make_dataclass("O", ["a", "b"], order=True)(1, 2)')
show('type("C", (), {})().nothing')
show('(lambda C: (C().__class__.__name__, C.__dict__["x"], hasattr(C, "y"), getattr(C, "y", n)))(type("C", (), {"x": n}))')
show('object() + 1')
show('types.SimpleNamespace(a=n, b=ws), types.MappingProxyType({"a": 1})["a"]')
show('type("T", (), {"__repr__": lambda self: f"<T {n}>", "__eq__": lambda a, b: True})(), type("U", (int,), {})(n) + 1')
show('(lambda C: len(C()))(type("C", (), {"__len__": lambda self: -1}))')
show('dataclasses.asdict(dataclasses.make_dataclass("Row", ["name", "values"])(ws[0], xs))')
show('type("A", (abc.ABC,), {"f": abc.abstractmethod(lambda self: 1)})()')
show('enum.Enum("Colour", "RED BLUE")(n + 5)')
show('types.MappingProxyType({"a": 1}).__setitem__("a", 2)')
show('(lambda C: setattr(C(), "v", 1))(type("C", (), {"v": property(lambda self: n)}))')
show('dataclasses.make_dataclass("F", ["a"], frozen=True)(1).__setattr__("a", 2)')
show('type("D", (object, int), {})')
