"""containers_01: written by generate.py."""
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


xs = [7, 13, -7, -27, 25, -8, 10, -7, -11, -23, 7, 8]
ws = ['Ωmega', 'ember', 'jetty', 'straße', 'lagoon', 'tundra', 'ember', 'Ωmega', 'ocean', 'prairie']
k = 2
show('{[]: 1}')
show('heapq.nsmallest(k, xs), heapq.nlargest(k, ws, key=len)')
show('xs[1:-1:k], xs[::-1], xs[100:], xs[-3:]')
show('bisect.bisect(sorted(xs), k), bisect.bisect_left(sorted(ws), "k")')
show('sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}')
show('(lambda d: (d.rotate(k), list(d)))(collections.deque(xs))')
show('max(xs, default=0), max([], default=k), any(xs), all(xs)')
show('(lambda d: [d.pop(w, None) for w in ws] and d)({w: 1 for w in ws})')
show('list(heapq.merge(sorted(xs), range(0, 30, 7)))')
show('tuple(xs) < tuple(xs[::-1]), [1, 2] < [1, 2, k], (1, "a") < (1, 2)')
show('list(zip(xs, ws + [1] * 9, strict=True))')
show('copy.deepcopy([xs, {"a": ws}])[1]["a"] == ws, copy.copy(xs) is xs')
show('{}["nothing"]')
show('dict(sorted({w: i for i, w in enumerate(ws)}.items(), key=lambda item: (-item[1], item[0])))')
show('list(enumerate(ws, k)), list(zip(xs, ws, strict=False))')
show('collections.namedtuple("Point", "x y", defaults=[k])(3), collections.namedtuple("P", "a b")._fields')
