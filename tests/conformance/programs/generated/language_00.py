"""language_00: written by generate.py."""
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


xs = [18, 16, -50, 31, -39, -34, -23, 30]
w = 'fjord'
n = 6
show('hanoi(n % 7, "a", "b", "c")[:5]')
show('matrix_power([[1, 1], [1, 0]], n)')
show('"%s" % sys.version_info[:2].__str__(), sys.implementation.name, sys.byteorder')
show('caesar(w, n), run_length("aaabbbc" * 2)')
show('roman(n * 123)')
show('levenshtein(w, "cedar")')
show('quicksort(xs), merge_sort(xs)')
show('[y := n, y ** 2, (z := y + 1)], [a for a in xs if (b := a % 3)]')
show('queens(6)[:2]')
show('Stack(xs).pop(), len(Stack(xs)), Stack([]).pop()')
show('swap(1, 2), chained(n), nested(n)')
show('Vector(1, n) + Vector(2, 3), Vector(3, 4) * 2, abs(Vector(3, 4)), Vector(1, 2) == Vector(1, 2)')
show('closures(n), unpack(*xs)')
show('fib(n * 10)')
show('trie(["car", "cat", "dog"]), topological({"a": ["b", "c"], "b": ["c"], "c": []})')
show('(lambda *a, k=1, **d: (a, k, d))(1, 2, k=3, z=4)')
