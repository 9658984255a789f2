"""language_11: written by generate.py."""
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


xs = [-14, 11, 46, 37, -21, -34, 3, 1]
w = 'grove'
n = 7
show('levenshtein(w, "cedar")')
show('caesar(w, n), run_length("aaabbbc" * 2)')
show('closures(n), unpack(*xs)')
show('mandelbrot(9, 5)')
show('queens(6)[:2]')
show('list(flatten([xs[:2], [w, [n, []]]]))')
show('binary_search(sorted(xs), xs[0]), to_base(n * 1000, 7)')
show('"%s" % sys.version_info[:2].__str__(), sys.implementation.name, sys.byteorder')
show('calculate("2*(3+4)-" + str(n)), calculate("1/0")')
show('[y := n, y ** 2, (z := y + 1)], [a for a in xs if (b := a % 3)]')
show('(lambda *a, k=1, **d: (a, k, d))(1, 2, k=3, z=4)')
show('fib(n * 10)')
show('with_finally(n), loop_else(xs)')
show('quicksort(xs), merge_sort(xs)')
show('matrix_power([[1, 1], [1, 0]], n)')
show('Vector(1, n) + Vector(2, 3), Vector(3, 4) * 2, abs(Vector(3, 4)), Vector(1, 2) == Vector(1, 2)')
