"""errors_10: written by generate.py."""
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
w = 'grove'
show('n()')
show('w[n:n + 2], w[1.5]')
show('sys.intern(n)')
show('bytes(-1)')
show('"x" * (10**15)')
show('__import__("no_such_module_" + str(n))')
show('iter(n)')
show('float("1.2.3")')
show('chr(10**9)')
show('compile("a b c", "<x>", "exec")')
show('w.encode("nonsense")')
show('(lambda f: f(f, 0))(lambda f, i: f(f, i + 1))')
show('sorted([1, "a"])')
show('compile("def f():\\nreturn 1", "<x>", "exec")')
show('int(w)')
show('[1, 2].remove(w)')
