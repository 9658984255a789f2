"""errors_03: written by generate.py."""
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
show('ExceptionGroup("g", [ValueError(n), TypeError(w)])')
show('(lambda a, b: 0)(1, 2, 3)')
show('[].append(1, 2)')
show('getattr(n, w)')
show('next(x for x in [])')
show('[1] * -1, [0] * (10**10)')
show('w.encode("nonsense")')
show('w[n:n + 2], w[1.5]')
show('"a" + n')
show('sorted([1, "a"])')
show('assert_ if False else isinstance(StopIteration(n).value, int)')
show('compile("x = (", "<x>", "exec")')
show('"x" * (10**15)')
show('isinstance(1, "int")')
show('n()')
show('__import__("no_such_module_" + str(n))')
