"""Descriptors, metaclasses and hooks of classes."""


class Field:
    def __set_name__(self, owner, name):
        self.name = name
        owner.fields.append(name)

    def __get__(self, instance, owner):
        return self if instance is None else instance.__dict__[self.name]

    def __set__(self, instance, value):
        if not isinstance(value, int):
            raise TypeError(f"{self.name} must be int, not {type(value).__name__}")
        instance.__dict__[self.name] = value


class Meta(type):
    registry = {}

    @classmethod
    def __prepare__(mcs, name, bases, **options):
        return {"fields": []}

    def __new__(mcs, name, bases, namespace, **options):
        cls = super().__new__(mcs, name, bases, dict(namespace))
        mcs.registry[name] = options
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)


class Model(metaclass=Meta, table="none"):
    def __init_subclass__(cls, **options):
        print("subclass", cls.__name__, options)

    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


class User(Model, table="users"):
    age = Field()
    score = Field()

    def __getattr__(self, name):
        return f"no {name}"


user = User()
user.age = 5
print(User.fields, user.age, user.nothing, User[int], Meta.registry, type(User.age).__name__)
try:
    user.score = "x"
except TypeError as error:
    print(error)
try:
    user.score
except KeyError as error:
    print("KeyError", error)
print([c.__name__ for c in User.__mro__], User.__qualname__, User.__module__)
