"""language_05: written by generate.py."""
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


xs = [-22, -37, 8, -12, -41, 29, 14, 9]
w = 'amber'
n = 6
show('collatz(n), gcd(n * 84, 36)')
show('mandelbrot(9, 5)')
show('fib(n * 10)')
show('hanoi(n % 7, "a", "b", "c")[:5]')
show('closures(n), unpack(*xs)')
show('life({(1, 0), (1, 1), (1, 2)}, 3)')
show('levenshtein(w, "cedar")')
show('calculate("2*(3+4)-" + str(n)), calculate("1/0")')
show('permute(w[:4])[:7]')
show('Stack(xs).pop(), len(Stack(xs)), Stack([]).pop()')
show('list(countdown(n)), sum(countdown(n))')
show('dijkstra({"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": n}, "c": {"d": 1}, "d": {}}, "a")')
show('(lambda *a, k=1, **d: (a, k, d))(1, 2, k=3, z=4)')
show('Vector(1, n) + Vector(2, 3), Vector(3, 4) * 2, abs(Vector(3, 4)), Vector(1, 2) == Vector(1, 2)')
show('describe(xs), describe(w), describe({"k": n}), describe(None), describe((1, 2)), describe(2.5)')
show('quicksort(xs), merge_sort(xs)')
