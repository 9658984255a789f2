"""language_09: written by generate.py."""
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


xs = [39, 11, 25, -44, 48, 24, 2, 38]
w = 'delta'
n = 10
show('describe(xs), describe(w), describe({"k": n}), describe(None), describe((1, 2)), describe(2.5)')
show('caesar(w, n), run_length("aaabbbc" * 2)')
show('calculate("2*(3+4)-" + str(n)), calculate("1/0")')
show('hanoi(n % 7, "a", "b", "c")[:5]')
show('permute(w[:4])[:7]')
show('quicksort(xs), merge_sort(xs)')
show('primes(n * 10)')
show('fib(n * 10)')
show('list(countdown(n)), sum(countdown(n))')
show('knapsack([3, 4, 5, 9], [3, 4, 4, 10], n)')
show('dijkstra({"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": n}, "c": {"d": 1}, "d": {}}, "a")')
show('levenshtein(w, "cedar")')
show('with_finally(n), loop_else(xs)')
show('swap(1, 2), chained(n), nested(n)')
show('binary_search(sorted(xs), xs[0]), to_base(n * 1000, 7)')
show('mandelbrot(9, 5)')
