"""language_08: written by generate.py."""
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


xs = [-25, 12, -17, -4, 42, 42, 46, -31]
w = 'ember'
n = 4
show('"%s" % sys.version_info[:2].__str__(), sys.implementation.name, sys.byteorder')
show('mandelbrot(9, 5)')
show('knapsack([3, 4, 5, 9], [3, 4, 4, 10], n)')
show('Vector(1, n) + Vector(2, 3), Vector(3, 4) * 2, abs(Vector(3, 4)), Vector(1, 2) == Vector(1, 2)')
show('levenshtein(w, "cedar")')
show('permute(w[:4])[:7]')
show('(lambda *a, k=1, **d: (a, k, d))(1, 2, k=3, z=4)')
show('dijkstra({"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": n}, "c": {"d": 1}, "d": {}}, "a")')
show('collatz(n), gcd(n * 84, 36)')
show('closures(n), unpack(*xs)')
show('list(countdown(n)), sum(countdown(n))')
show('roman(n * 123)')
show('matrix_power([[1, 1], [1, 0]], n)')
show('trie(["car", "cat", "dog"]), topological({"a": ["b", "c"], "b": ["c"], "c": []})')
show('fib(n * 10)')
show('primes(n * 10)')
