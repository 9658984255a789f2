"""errors_12: written by generate.py."""
import re
import errno
import sys
import traceback
import contextlib
import warnings
import inspect


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


n = 8
w = 'knoll'
show('getattr(n, w)')
show('exec("for")')
show('iter(n)')
show('isinstance(1, "int")')
show('setattr(n, "x", 1)')
show('__import__("no_such_module_" + str(n))')
show('(lambda f: f(f, 0))(lambda f, i: f(f, i + 1))')
show('warnings.catch_warnings(record=True).__class__.__name__, inspect.signature(lambda a, b=1, *c, d, **e: 0)')
show('float("1.2.3")')
show('assert_ if False else isinstance(StopIteration(n).value, int)')
show('None.x')
show('range(1, 2, 0)')
show('(lambda a, b: 0)(1, 2, 3)')
show('ExceptionGroup("g", [ValueError(n), TypeError(w)])')
show('open(w + "/nothing/here")')
show('ExceptionGroup("g", [ValueError(n), TypeError(w)]).split(ValueError)')
