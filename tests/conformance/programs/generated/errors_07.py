"""errors_07: written by generate.py."""
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


n = 3
w = 'knoll'
show('n()')
show('contextlib.suppress(ValueError).__enter__(), contextlib.nullcontext(n).__enter__()')
show('[1] * -1, [0] * (10**10)')
show('[].append(1, 2)')
show('(1, 2).index(n)')
show('range(1, 2, 0)')
show('iter(n)')
show('"x" * (10**15)')
show('eval(f"undefined_{n}")')
show('BaseException(1, w).args, OSError(errno.ENOENT, "gone", w), OSError(errno.EACCES, "x").__class__, str(KeyError(w))')
show('"a" + n')
show('exec("for")')
show('raise_ if False else (_ for _ in ()).throw(KeyError("k"))')
show('ExceptionGroup("g", [ValueError(n), TypeError(w)])')
show('float("1.2.3")')
show('[1, 2].remove(w)')
