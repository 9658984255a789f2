"""errors_13: written by generate.py."""
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
w = 'birch'
show('exec("for")')
show('setattr(n, "x", 1)')
show('ExceptionGroup("g", [ValueError(n), TypeError(w)])')
show('inspect.getsource(len)')
show('"a" + n')
show('sorted([1, "a"])')
show('compile("x = (", "<x>", "exec")')
show('(lambda: (yield))().throw(ValueError("thrown"))')
show('(lambda a, *, b: 0)(1)')
show('sys.intern(n)')
show('getattr(n, w)')
show('w.encode("nonsense")')
show('n()')
show('type("X", (int, str), {})')
show('eval(f"undefined_{n}")')
show('ExceptionGroup("g", [ValueError(n), TypeError(w)]).split(ValueError)')
