"""Dataclasses, enums and protocols."""
import enum
from dataclasses import KW_ONLY, asdict, astuple, dataclass, field, replace
from typing import Protocol, runtime_checkable


class Size(enum.StrEnum):
    SMALL = enum.auto()
    LARGE = enum.auto()


@runtime_checkable
class Priced(Protocol):
    def price(self) -> float: ...


@dataclass(order=True, frozen=True)
class Drink:
    name: str
    size: Size = Size.SMALL
    extras: tuple = ()
    _: KW_ONLY
    hot: bool = field(default=True, compare=False, repr=False)

    def price(self):
        return 2.5 + (self.size is Size.LARGE) + 0.3 * len(self.extras)


@dataclass
class Order:
    drinks: list[Drink] = field(default_factory=list)
    total: float = field(init=False)

    def __post_init__(self):
        self.total = round(sum(drink.price() for drink in self.drinks), 2)


order = Order([Drink("tea"), Drink("coffee", Size.LARGE, ("milk", "sugar")), Drink("cocoa", hot=False)])
print(order)
print(sorted(order.drinks), asdict(order.drinks[1]), astuple(order.drinks[0]))
print(replace(order.drinks[0], name="mate"), isinstance(order.drinks[0], Priced), hash(Drink("a")) == hash(Drink("a")))
for change in (lambda: setattr(order.drinks[0], "name", "x"), lambda: Drink(), lambda: Drink("a", Size("huge"))):
    try:
        change()
    except Exception as error:
        print(type(error).__name__, error)
