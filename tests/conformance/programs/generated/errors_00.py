"""errors_00: written by generate.py."""
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
w = 'ocean'
show('exec("for")')
show('(lambda a, b: 0)(1, 2, 3)')
show('[].append(1, 2)')
show('sorted([1, "a"])')
show('open(w + "/nothing/here")')
show('bytes(-1)')
show('sys.intern(n)')
show('range(1, 2, 0)')
show('type("X", (int, str), {})')
show('warnings.catch_warnings(record=True).__class__.__name__, inspect.signature(lambda a, b=1, *c, d, **e: 0)')
show('len(n)')
show('"".join(traceback.format_exception_only(ValueError(w)))')
show('eval("1 +")')
show('setattr(n, "x", 1)')
show('chr(10**9)')
show('sum(["a"])')
