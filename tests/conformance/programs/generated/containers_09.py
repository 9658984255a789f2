"""containers_09: written by generate.py."""
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


xs = [5, -8, -5, -29, -15, 11, 13, 0, -30, 1, -28, 20]
ws = ['grove', 'islet', 'quartz', 'quartz', 'heron', 'delta', 'prairie', 'islet', 'birch', 'birch']
k = 5
show('xs[100]')
show('frozenset(xs) == frozenset(xs[::-1]), {1, 2} <= {1, 2, k}, {1} ^ {1, k}')
show('collections.Counter(ws).most_common(), collections.Counter(xs).total()')
show('(lambda l: (l.insert(k, 99), l.remove(99), l.sort(key=abs), l))(list(xs))')
show('list(zip(xs, ws + [1] * 9, strict=True))')
show('(lambda d: (d.rotate(k), list(d)))(collections.deque(xs))')
show('sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}')
show('tuple(xs) < tuple(xs[::-1]), [1, 2] < [1, 2, k], (1, "a") < (1, 2)')
show('copy.deepcopy([xs, {"a": ws}])[1]["a"] == ws, copy.copy(xs) is xs')
show('max([])')
show('{}["nothing"]')
show('heapq.nsmallest(k, xs), heapq.nlargest(k, ws, key=len)')
show('{w: len(w) for w in ws}, dict(zip(ws, xs))')
show('bisect.bisect(sorted(xs), k), bisect.bisect_left(sorted(ws), "k")')
show('dict(sorted({w: i for i, w in enumerate(ws)}.items(), key=lambda item: (-item[1], item[0])))')
show('max(xs, default=0), max([], default=k), any(xs), all(xs)')
