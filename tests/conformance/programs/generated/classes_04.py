"""classes_04: written by generate.py."""
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
ws = ['lagoon', 'amber', 'naïve', 'ember']
xs = [478, 982, 57, -142, -267]
show('[c.__name__ for c in type("D", (type("B", (), {}), type("C", (), {})), {}).__mro__]')
show('(lambda C: C() + 1)(type("C", (), {"__add__": lambda a, b: ("add", b)})), (lambda C: 1 - C())(type("C", (), {"__rsub__": lambda a, b: ("rsub", b)}))')
show('type("C", (), {})().nothing')
show('type("T", (), {"__repr__": lambda self: f"<T {n}>", "__eq__": lambda a, b: True})(), type("U", (int,), {})(n) + 1')
show('object() + 1')
show('(lambda F: (F.R | F.W, F(3), F.R in F(3), ~F.R, F.R.value))(enum.Flag("F", "R W X"))')
show('isinstance(n, (str, int)), issubclass(bool, int), callable(len), type(n).__name__')
show('types.MappingProxyType({"a": 1}).__setitem__("a", 2)')
show('(lambda C: (C.f(), C().g()))(type("C", (), {"f": classmethod(lambda cls: cls.__name__), "g": staticmethod(lambda: n)}))')
show('types.SimpleNamespace(a=n, b=ws), types.MappingProxyType({"a": 1})["a"]')
show('dataclasses.replace(dataclasses.make_dataclass("R", ["a", "b"])(1, 2), b=n), [f.name for f in dataclasses.fields(dataclasses.make_dataclass("R", ["a", "b"]))]')
show('(lambda C: f"{C():>5}")(type("C", (), {"__format__": lambda self, spec: spec * 2})), (lambda C: str(C()))(type("C", (), {"__str__": lambda self: 5}))')
show('(lambda C: len(C()))(type("C", (), {"__len__": lambda self: -1}))')
show('type("S", (), {"__slots__": ("a",)})().__setattr__("b", 1)')
show('__import__("copy").copy(types.SimpleNamespace(a=1)), type(types.SimpleNamespace()).__mro__[1]')
show('functools.singledispatch(lambda x: "any")(n), functools.total_ordering(type("T", (), {"__lt__": lambda a, b: True, "__eq__": lambda a, b: False})).__ge__ is not None')
