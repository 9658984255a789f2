"""language_12: written by generate.py."""
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


xs = [8, -37, -44, -8, 2, 41, 49, -5]
w = 'knoll'
n = 11
show('trie(["car", "cat", "dog"]), topological({"a": ["b", "c"], "b": ["c"], "c": []})')
show('life({(1, 0), (1, 1), (1, 2)}, 3)')
show('list(flatten([xs[:2], [w, [n, []]]]))')
show('levenshtein(w, "cedar")')
show('hanoi(n % 7, "a", "b", "c")[:5]')
show('roman(n * 123)')
show('closures(n), unpack(*xs)')
show('dijkstra({"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": n}, "c": {"d": 1}, "d": {}}, "a")')
show('collatz(n), gcd(n * 84, 36)')
show('swap(1, 2), chained(n), nested(n)')
show('with_finally(n), loop_else(xs)')
show('fib(n * 10)')
show('Vector(1, n) + Vector(2, 3), Vector(3, 4) * 2, abs(Vector(3, 4)), Vector(1, 2) == Vector(1, 2)')
show('[y := n, y ** 2, (z := y + 1)], [a for a in xs if (b := a % 3)]')
show('matrix_power([[1, 1], [1, 0]], n)')
show('binary_search(sorted(xs), xs[0]), to_base(n * 1000, 7)')
