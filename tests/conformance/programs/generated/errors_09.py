"""errors_09: written by generate.py."""
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
w = 'jetty'
show('BaseException(1, w).args, OSError(errno.ENOENT, "gone", w), OSError(errno.EACCES, "x").__class__, str(KeyError(w))')
show('type("X", (int, str), {})')
show('(lambda f: f(f, 0))(lambda f, i: f(f, i + 1))')
show('[1, 2].remove(w)')
show('exec("for")')
show('inspect.getsource(len)')
show('len(n)')
show('[1] * -1, [0] * (10**10)')
show('{"a": 1}["b"]')
show('ExceptionGroup("g", [ValueError(n), TypeError(w)]).split(ValueError)')
show('int(w)')
show('w.encode("nonsense")')
show('raise_ if False else (_ for _ in ()).throw(KeyError("k"))')
show('(lambda a, b: 0)(1, 2, 3)')
show('contextlib.suppress(ValueError).__enter__(), contextlib.nullcontext(n).__enter__()')
show('sys.intern(n)')
