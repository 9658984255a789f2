"""errors_02: written by generate.py."""
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


n = 2
w = 'ridge'
show('open(w + "/nothing/here")')
show('eval("1 +")')
show('type("X", (int, str), {})')
show('None.x')
show('isinstance(1, "int")')
show('raise_ if False else (_ for _ in ()).throw(KeyError("k"))')
show('w.encode("nonsense")')
show('(1, 2).index(n)')
show('sys.intern(n)')
show('(lambda f: f(f, 0))(lambda f, i: f(f, i + 1))')
show('{"a": 1}["b"]')
show('"a" + n')
show('sum(["a"])')
show('BaseException(1, w).args, OSError(errno.ENOENT, "gone", w), OSError(errno.EACCES, "x").__class__, str(KeyError(w))')
show('eval(f"undefined_{n}")')
show('bytes(-1)')
