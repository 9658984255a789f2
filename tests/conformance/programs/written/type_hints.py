"""typing, generics and annotations at run time."""
import collections.abc
import inspect
import typing


class Box[T]:
    def __init__(self, item: T):
        self.item = item

    def map[U](self, function: collections.abc.Callable[[T], U]) -> "Box[U]":
        return Box(function(self.item))


type Pair[A] = tuple[A, A]


def f(a: int, /, b: "str" = "x", *args: float, c: list[int] | None = None, **rest: typing.Any) -> Pair[int]:
    return (a, a)


print(typing.get_type_hints(f), inspect.signature(f))
print(Box[int], Box.__type_params__, Pair.__value__, Pair[int], Box(3).map(str).item)
print(typing.Union[int, str, int], int | str, typing.Optional[int], typing.get_origin(list[int]), typing.get_args(dict[str, list[int]]))
print(inspect.signature(f).bind(1, "y", 2.0, c=[1], z=5).arguments)
print(typing.Annotated[int, "meta"].__metadata__, typing.Literal["a", 1], typing.Callable[[int], str], typing.ClassVar[int])
print(inspect.getdoc(typing.cast), inspect.getsource(f).splitlines()[0], inspect.ismethod(Box(1).map))
for bad in (lambda: inspect.signature(f).bind(), lambda: list[int]([1])(2), lambda: typing.Union[1], lambda: isinstance(1, list[int])):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
