"""language_03: written by generate.py."""
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


xs = [-49, 17, 36, 24, 18, -30, -46, -16]
w = 'jetty'
n = 10
show('describe(xs), describe(w), describe({"k": n}), describe(None), describe((1, 2)), describe(2.5)')
show('calculate("2*(3+4)-" + str(n)), calculate("1/0")')
show('list(countdown(n)), sum(countdown(n))')
show('(lambda *a, k=1, **d: (a, k, d))(1, 2, k=3, z=4)')
show('binary_search(sorted(xs), xs[0]), to_base(n * 1000, 7)')
show('with_finally(n), loop_else(xs)')
show('knapsack([3, 4, 5, 9], [3, 4, 4, 10], n)')
show('quicksort(xs), merge_sort(xs)')
show('swap(1, 2), chained(n), nested(n)')
show('queens(6)[:2]')
show('roman(n * 123)')
show('"%s" % sys.version_info[:2].__str__(), sys.implementation.name, sys.byteorder')
show('list(flatten([xs[:2], [w, [n, []]]]))')
show('dijkstra({"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": n}, "c": {"d": 1}, "d": {}}, "a")')
show('collatz(n), gcd(n * 84, 36)')
show('fib(n * 10)')
