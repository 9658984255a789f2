"""classes_10: written by generate.py."""
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
ws = ['grove', 'quartz', 'birch', 'knoll']
xs = [-868, 775, -985, -808, 763]
show('(lambda C: (C().__class__.__name__, C.__dict__["x"], hasattr(C, "y"), getattr(C, "y", n)))(type("C", (), {"x": n}))')
show('(lambda C: (C.f(), C().g()))(type("C", (), {"f": classmethod(lambda cls: cls.__name__), "g": staticmethod(lambda: n)}))')
show('types.MappingProxyType({"a": 1}).__setitem__("a", 2)')
show('type("C", (), {})().nothing')
show('object() + 1')
show('typing.get_type_hints(types.FunctionType(compile("0", "x", "eval"), {})), typing.Optional[int], list[int] | None, typing.get_args(dict[str, int])')
show('(lambda F: (F.R | F.W, F(3), F.R in F(3), ~F.R, F.R.value))(enum.Flag("F", "R W X"))')
show('dataclasses.make_dataclass("O", ["a", "b"], order=True)(1, n) < dataclasses.make_dataclass("O", ["a", "b"], order=True)(1, 2)')
show('type("A", (abc.ABC,), {"f": abc.abstractmethod(lambda self: 1)})()')
show('type("D", (object, int), {})')
show('types.SimpleNamespace(a=n, b=ws), types.MappingProxyType({"a": 1})["a"]')
show('super().nothing')
show('(lambda C: [C()[i] for i in range(3)])(type("C", (), {"__getitem__": lambda self, i: i * n}))')
show('[c.__name__ for c in type("D", (type("B", (), {}), type("C", (), {})), {}).__mro__]')
show('type("T", (), {"__repr__": lambda self: f"<T {n}>", "__eq__": lambda a, b: True})(), type("U", (int,), {})(n) + 1')
show('(lambda C: C() + 1)(type("C", (), {"__add__": lambda a, b: ("add", b)})), (lambda C: 1 - C())(type("C", (), {"__rsub__": lambda a, b: ("rsub", b)}))')
