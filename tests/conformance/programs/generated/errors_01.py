"""errors_01: written by generate.py."""
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


n = 6
w = 'naïve'
show('"a" + n')
show('(lambda: (yield))().throw(ValueError("thrown"))')
show('int(w)')
show('n()')
show('exec("for")')
show('compile("x = (", "<x>", "exec")')
show('next(x for x in [])')
show('range(1, 2, 0)')
show('isinstance(1, "int")')
show('open(w + "/nothing/here")')
show('{"a": 1}["b"]')
show('float("1.2.3")')
show('getattr(n, w)')
show('ExceptionGroup("g", [ValueError(n), TypeError(w)]).split(ValueError)')
show('(lambda a, *, b: 0)(1)')
show('[1, 2].remove(w)')
