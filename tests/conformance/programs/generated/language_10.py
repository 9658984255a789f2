"""language_10: written by generate.py."""
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


xs = [-40, 50, -42, 36, 17, -41, 36, 21]
w = 'heron'
n = 3
show('collatz(n), gcd(n * 84, 36)')
show('describe(xs), describe(w), describe({"k": n}), describe(None), describe((1, 2)), describe(2.5)')
show('hanoi(n % 7, "a", "b", "c")[:5]')
show('knapsack([3, 4, 5, 9], [3, 4, 4, 10], n)')
show('with_finally(n), loop_else(xs)')
show('closures(n), unpack(*xs)')
show('queens(6)[:2]')
show('trie(["car", "cat", "dog"]), topological({"a": ["b", "c"], "b": ["c"], "c": []})')
show('life({(1, 0), (1, 1), (1, 2)}, 3)')
show('roman(n * 123)')
show('Stack(xs).pop(), len(Stack(xs)), Stack([]).pop()')
show('Vector(1, n) + Vector(2, 3), Vector(3, 4) * 2, abs(Vector(3, 4)), Vector(1, 2) == Vector(1, 2)')
show('(lambda *a, k=1, **d: (a, k, d))(1, 2, k=3, z=4)')
show('calculate("2*(3+4)-" + str(n)), calculate("1/0")')
show('caesar(w, n), run_length("aaabbbc" * 2)')
show('matrix_power([[1, 1], [1, 0]], n)')
