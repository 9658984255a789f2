"""language_02: written by generate.py."""
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


xs = [46, 49, 18, -9, 18, -22, 25, 40]
w = 'quartz'
n = 10
show('list(countdown(n)), sum(countdown(n))')
show('roman(n * 123)')
show('Vector(1, n) + Vector(2, 3), Vector(3, 4) * 2, abs(Vector(3, 4)), Vector(1, 2) == Vector(1, 2)')
show('closures(n), unpack(*xs)')
show('matrix_power([[1, 1], [1, 0]], n)')
show('list(flatten([xs[:2], [w, [n, []]]]))')
show('primes(n * 10)')
show('queens(6)[:2]')
show('[y := n, y ** 2, (z := y + 1)], [a for a in xs if (b := a % 3)]')
show('binary_search(sorted(xs), xs[0]), to_base(n * 1000, 7)')
show('levenshtein(w, "cedar")')
show('permute(w[:4])[:7]')
show('with_finally(n), loop_else(xs)')
show('quicksort(xs), merge_sort(xs)')
show('Stack(xs).pop(), len(Stack(xs)), Stack([]).pop()')
show('mandelbrot(9, 5)')
