"""Generators that send, throw and delegate; context managers."""
import contextlib


def averager():
    total = count = 0
    average = None
    while True:
        try:
            value = yield average
        except ValueError as error:
            print("thrown in:", error)
            continue
        if value is None:
            return count, average
        total, count = total + value, count + 1
        average = total / count


def outer(results):
    while True:
        results.append((yield from averager()))


results = []
machine = outer(results)
next(machine)
print([machine.send(v) for v in (10, 20, 60)])
print(machine.throw(ValueError("odd")))
machine.send(None)
print(machine.send(7))
machine.close()
print(results)


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except KeyError as error:
        print("swallowed", error)
    finally:
        print(f"</{name}>")


with tag("a") as a, tag("b") as b:
    print(a, b)
    {}["missing"]
with contextlib.ExitStack() as stack:
    for name in "xyz":
        stack.enter_context(tag(name))
    stack.callback(print, "callback")
    stack.pop_all().close()
print(sum(x for x in (y * y for y in range(10) if y % 2)))
