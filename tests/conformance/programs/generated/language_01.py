"""language_01: written by generate.py."""
import re
import os
import sys


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


sys.path.append(os.path.join(os.path.dirname(__file__), "..", "helpers"))
from language_helpers import *  # noqa: E402,F403


xs = [-33, -45, -6, 2, -47, -7, 15, 16]
w = 'quartz'
n = 6
show('(lambda *a, k=1, **d: (a, k, d))(1, 2, k=3, z=4)')
show('list(flatten([xs[:2], [w, [n, []]]]))')
show('collatz(n), gcd(n * 84, 36)')
show('roman(n * 123)')
show('trie(["car", "cat", "dog"]), topological({"a": ["b", "c"], "b": ["c"], "c": []})')
show('fib(n * 10)')
show('calculate("2*(3+4)-" + str(n)), calculate("1/0")')
show('describe(xs), describe(w), describe({"k": n}), describe(None), describe((1, 2)), describe(2.5)')
show('dijkstra({"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": n}, "c": {"d": 1}, "d": {}}, "a")')
show('caesar(w, n), run_length("aaabbbc" * 2)')
show('closures(n), unpack(*xs)')
show('mandelbrot(9, 5)')
show('with_finally(n), loop_else(xs)')
show('swap(1, 2), chained(n), nested(n)')
show('list(countdown(n)), sum(countdown(n))')
show('queens(6)[:2]')
