"""language_06: written by generate.py."""
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


xs = [-17, -18, -24, 42, -31, 43, -8, -50]
w = 'prairie'
n = 8
show('trie(["car", "cat", "dog"]), topological({"a": ["b", "c"], "b": ["c"], "c": []})')
show('dijkstra({"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": n}, "c": {"d": 1}, "d": {}}, "a")')
show('queens(6)[:2]')
show('describe(xs), describe(w), describe({"k": n}), describe(None), describe((1, 2)), describe(2.5)')
show('fib(n * 10)')
show('mandelbrot(9, 5)')
show('calculate("2*(3+4)-" + str(n)), calculate("1/0")')
show('swap(1, 2), chained(n), nested(n)')
show('levenshtein(w, "cedar")')
show('Vector(1, n) + Vector(2, 3), Vector(3, 4) * 2, abs(Vector(3, 4)), Vector(1, 2) == Vector(1, 2)')
show('matrix_power([[1, 1], [1, 0]], n)')
show('primes(n * 10)')
show('permute(w[:4])[:7]')
show('list(flatten([xs[:2], [w, [n, []]]]))')
show('list(countdown(n)), sum(countdown(n))')
show('[y := n, y ** 2, (z := y + 1)], [a for a in xs if (b := a % 3)]')
