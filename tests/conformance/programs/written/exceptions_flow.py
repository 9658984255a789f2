"""Chained exceptions, groups, notes and what they print."""
import errno
import traceback


def inner(n):
    return [1, 2][n]


def middle(n):
    try:
        return inner(n)
    except IndexError as error:
        error.add_note(f"n was {n}")
        raise ValueError("middle failed") from error


try:
    middle(5)
except ValueError as error:
    text = "".join(traceback.format_exception(error))
    print(text.replace(__file__, "FILE"))
    print(error.__cause__.__notes__, error.__context__ is error.__cause__)
try:
    try:
        raise KeyError("first")
    finally:
        {}.x
except AttributeError as error:
    print(repr(error.__context__), error.name)
try:
    raise ExceptionGroup("many", [ValueError(1), ExceptionGroup("inner", [TypeError("t"), OSError(errno.ENOENT, "none", "f")])])
except* OSError as group:
    print("os:", group.exceptions)
except* (ValueError, TypeError) as group:
    print("".join(traceback.format_exception(group)).replace(__file__, "FILE"))


def recursive(n):
    return recursive(n + 1)


try:
    recursive(0)
except RecursionError as error:
    print(error)
