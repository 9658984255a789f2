"""Stand-ins for modules that are not here: who only imports one is not held up, who uses it is skipped, case by case."""
import sys
import types


class Absent:
    """A thing of such a module. While files are loaded, what is made of it is absent too."""

    in_case = False

    def __init__(self, why, skip, attributes):
        if isinstance(skip, tuple):  # a class is made that has one as its base: type(base)(name, bases, namespace)
            raise skip[0]._skip(skip[0].why)
        self.why, self._skip, self._attributes = why, skip, attributes

    def _leave(self, *_, **__):
        if Absent.in_case:
            raise self._skip(self.why)
        return self

    def __getattr__(self, name):
        if name.startswith("__") and not name.startswith("__ctype"):  # Python itself asks
            raise AttributeError(name)
        return self._attributes[name] if name in self._attributes else self._leave()

    __call__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = __floordiv__ = _leave


class AbsentModule(types.ModuleType):
    def __init__(self, name, why, skip, known, attributes):
        super().__init__(name)
        self.__spec__ = types.SimpleNamespace(name=name, parent=name.rpartition(".")[0], origin=None, loader=None)
        self._thing, self._known = Absent(why, skip, attributes), known

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._known.get(name, self._thing)


def stand_in(name, what, skip, known=types.MappingProxyType({}), attributes=types.MappingProxyType({})):
    """`what` it is, in a few words; `skip` makes the exception that skips a case; `known`: what the module has after all;
    `attributes`: what every thing in it has, for libraries that ask before a case runs."""
    module = sys.modules[name] = AbsentModule(name, f"needs {name}, {what}", skip, known, attributes)
    package, _, last = name.rpartition(".")
    if package:
        setattr(sys.modules[package], last, module)
