"""errors_05: written by generate.py."""
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
w = 'straße'
show('contextlib.suppress(ValueError).__enter__(), contextlib.nullcontext(n).__enter__()')
show('len(n)')
show('BaseException(1, w).args, OSError(errno.ENOENT, "gone", w), OSError(errno.EACCES, "x").__class__, str(KeyError(w))')
show('__import__("no_such_module_" + str(n))')
show('eval("1 +")')
show('n()')
show('assert_ if False else isinstance(StopIteration(n).value, int)')
show('{"a": 1}["b"]')
show('[].append(1, 2)')
show('sys.intern(n)')
show('iter(n)')
show('"x" * (10**15)')
show('(lambda a, b: 0)(1, 2, 3)')
show('repr(ValueError(n, w)), UnicodeDecodeError("utf-8", b"ab", 0, 1, "why")')
show('"a" + n')
show('range(1, 2, 0)')
