"""language_04: written by generate.py."""
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


xs = [42, -27, 22, 6, -4, 46, -18, 47]
w = 'jetty'
n = 8
show('levenshtein(w, "cedar")')
show('quicksort(xs), merge_sort(xs)')
show('[y := n, y ** 2, (z := y + 1)], [a for a in xs if (b := a % 3)]')
show('queens(6)[:2]')
show('closures(n), unpack(*xs)')
show('list(flatten([xs[:2], [w, [n, []]]]))')
show('caesar(w, n), run_length("aaabbbc" * 2)')
show('swap(1, 2), chained(n), nested(n)')
show('hanoi(n % 7, "a", "b", "c")[:5]')
show('Stack(xs).pop(), len(Stack(xs)), Stack([]).pop()')
show('primes(n * 10)')
show('calculate("2*(3+4)-" + str(n)), calculate("1/0")')
show('list(countdown(n)), sum(countdown(n))')
show('knapsack([3, 4, 5, 9], [3, 4, 4, 10], n)')
show('collatz(n), gcd(n * 84, 36)')
show('roman(n * 123)')
