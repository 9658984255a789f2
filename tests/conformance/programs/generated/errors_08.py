"""errors_08: written by generate.py."""
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
w = 'prairie'
show('iter(n)')
show('w[n:n + 2], w[1.5]')
show('ExceptionGroup("g", [ValueError(n), TypeError(w)]).split(ValueError)')
show('compile("x = (", "<x>", "exec")')
show('sys.intern(n)')
show('ExceptionGroup("g", [ValueError(n), TypeError(w)])')
show('assert_ if False else isinstance(StopIteration(n).value, int)')
show('(lambda: (yield))().throw(ValueError("thrown"))')
show('next(x for x in [])')
show('chr(10**9)')
show('warnings.catch_warnings(record=True).__class__.__name__, inspect.signature(lambda a, b=1, *c, d, **e: 0)')
show('bytes(-1)')
show('BaseException(1, w).args, OSError(errno.ENOENT, "gone", w), OSError(errno.EACCES, "x").__class__, str(KeyError(w))')
show('eval("1 +")')
show('int(w)')
show('"x" * (10**15)')
