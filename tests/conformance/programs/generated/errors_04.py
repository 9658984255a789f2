"""errors_04: written by generate.py."""
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


n = 7
w = 'maple'
show('"x" * (10**15)')
show('bytes(-1)')
show('[1, 2].remove(w)')
show('assert_ if False else isinstance(StopIteration(n).value, int)')
show('float("1.2.3")')
show('warnings.catch_warnings(record=True).__class__.__name__, inspect.signature(lambda a, b=1, *c, d, **e: 0)')
show('"a" + n')
show('[1] * -1, [0] * (10**10)')
show('(lambda a, *, b: 0)(1)')
show('getattr(n, w)')
show('"".join(traceback.format_exception_only(ValueError(w)))')
show('chr(10**9)')
show('ExceptionGroup("g", [ValueError(n), TypeError(w)])')
show('repr(ValueError(n, w)), UnicodeDecodeError("utf-8", b"ab", 0, 1, "why")')
show('(1, 2).index(n)')
show('range(1, 2, 0)')
