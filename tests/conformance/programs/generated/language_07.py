"""language_07: written by generate.py."""
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


xs = [-35, 49, 12, -49, -20, -13, 10, 45]
w = 'ocean'
n = 4
show('permute(w[:4])[:7]')
show('matrix_power([[1, 1], [1, 0]], n)')
show('"%s" % sys.version_info[:2].__str__(), sys.implementation.name, sys.byteorder')
show('levenshtein(w, "cedar")')
show('hanoi(n % 7, "a", "b", "c")[:5]')
show('Vector(1, n) + Vector(2, 3), Vector(3, 4) * 2, abs(Vector(3, 4)), Vector(1, 2) == Vector(1, 2)')
show('[y := n, y ** 2, (z := y + 1)], [a for a in xs if (b := a % 3)]')
show('quicksort(xs), merge_sort(xs)')
show('caesar(w, n), run_length("aaabbbc" * 2)')
show('describe(xs), describe(w), describe({"k": n}), describe(None), describe((1, 2)), describe(2.5)')
show('dijkstra({"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": n}, "c": {"d": 1}, "d": {}}, "a")')
show('list(flatten([xs[:2], [w, [n, []]]]))')
show('(lambda *a, k=1, **d: (a, k, d))(1, 2, k=3, z=4)')
show('closures(n), unpack(*xs)')
show('collatz(n), gcd(n * 84, 36)')
show('fib(n * 10)')
