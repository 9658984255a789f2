"""errors_11: written by generate.py."""
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
w = 'naïve'
show('[1] * -1, [0] * (10**10)')
show('type("X", (int, str), {})')
show('(1, 2).index(n)')
show('"a" + n')
show('len(n)')
show('float("1.2.3")')
show('chr(10**9)')
show('w.encode("nonsense")')
show('compile("a b c", "<x>", "exec")')
show('open(w + "/nothing/here")')
show('repr(ValueError(n, w)), UnicodeDecodeError("utf-8", b"ab", 0, 1, "why")')
show('w[n:n + 2], w[1.5]')
show('None.x')
show('sum(["a"])')
show('iter(n)')
show('isinstance(1, "int")')
