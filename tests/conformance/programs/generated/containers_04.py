"""containers_04: written by generate.py."""
import re
import collections
import heapq
import bisect
import copy


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


xs = [17, -3, 26, -17, 12, -2, 15, 20, 5, 22, -17, 7]
ws = ['naïve', 'cedar', 'fjord', 'niche', 'ocean', 'heron', 'tundra', 'maple', 'knoll', 'grove']
k = 4
show('list(heapq.merge(sorted(xs), range(0, 30, 7)))')
show('collections.namedtuple("P", "a b")(1)')
show('copy.deepcopy([xs, {"a": ws}])[1]["a"] == ws, copy.copy(xs) is xs')
show('sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}')
show('[x for i, x in enumerate(xs) if x not in xs[:i]], xs.count(xs[0]), xs.index(xs[-1])')
show('{}["nothing"]')
show('{w: len(w) for w in ws}, dict(zip(ws, xs))')
show('(lambda d: (d.rotate(k), list(d)))(collections.deque(xs))')
show('[*xs, *ws][:k], {**{"a": 1}, "b": k}')
show('xs[1:-1:k], xs[::-1], xs[100:], xs[-3:]')
show('collections.Counter("".join(ws)) - collections.Counter("aeiou" * 3)')
show('tuple(xs) < tuple(xs[::-1]), [1, 2] < [1, 2, k], (1, "a") < (1, 2)')
show('collections.namedtuple("Point", "x y", defaults=[k])(3), collections.namedtuple("P", "a b")._fields')
show('frozenset(xs) == frozenset(xs[::-1]), {1, 2} <= {1, 2, k}, {1} ^ {1, k}')
show('max([])')
show('{[]: 1}')
