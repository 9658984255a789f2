"""errors_06: written by generate.py."""
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


n = 9
w = 'tundra'
show('getattr(n, w)')
show('range(1, 2, 0)')
show('chr(10**9)')
show('[1] * -1, [0] * (10**10)')
show('"x" * (10**15)')
show('(1, 2).index(n)')
show('(lambda f: f(f, 0))(lambda f, i: f(f, i + 1))')
show('int(w)')
show('open(w + "/nothing/here")')
show('(lambda a, b: 0)(1, 2, 3)')
show('contextlib.suppress(ValueError).__enter__(), contextlib.nullcontext(n).__enter__()')
show('[].append(1, 2)')
show('__import__("no_such_module_" + str(n))')
show('sys.intern(n)')
show('warnings.catch_warnings(record=True).__class__.__name__, inspect.signature(lambda a, b=1, *c, d, **e: 0)')
show('{"a": 1}["b"]')
