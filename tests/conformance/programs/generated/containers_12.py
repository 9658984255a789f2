"""containers_12: written by generate.py."""
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


xs = [1, -9, 17, 29, 1, 12, 19, -23, -19, 24, 22, -8]
ws = ['maple', 'grove', 'prairie', 'jetty', 'straße', 'heron', 'delta', 'prairie', 'fjord', 'amber']
k = 5
show('(lambda h: (heapq.heapify(h), [heapq.heappop(h) for _ in range(len(h))]))(list(xs))')
show('list(heapq.merge(sorted(xs), range(0, 30, 7)))')
show('list(enumerate(ws, k)), list(zip(xs, ws, strict=False))')
show('max([])')
show('{k: 1} | {k + 1: 2}, {"a": 1}.setdefault("b", k), {"a": 1}.pop("z", None)')
show('heapq.nsmallest(k, xs), heapq.nlargest(k, ws, key=len)')
show('(lambda d: (d.rotate(k), list(d)))(collections.deque(xs))')
show('bisect.bisect(sorted(xs), k), bisect.bisect_left(sorted(ws), "k")')
show('collections.Counter("".join(ws)) - collections.Counter("aeiou" * 3)')
show('(lambda l: (l.insert(k, 99), l.remove(99), l.sort(key=abs), l))(list(xs))')
show('dict(sorted({w: i for i, w in enumerate(ws)}.items(), key=lambda item: (-item[1], item[0])))')
show('collections.namedtuple("Point", "x y", defaults=[k])(3), collections.namedtuple("P", "a b")._fields')
show('tuple(xs) < tuple(xs[::-1]), [1, 2] < [1, 2, k], (1, "a") < (1, 2)')
show('frozenset(xs) == frozenset(xs[::-1]), {1, 2} <= {1, 2, k}, {1} ^ {1, k}')
show('copy.deepcopy([xs, {"a": ws}])[1]["a"] == ws, copy.copy(xs) is xs')
show('collections.Counter(ws).most_common(), collections.Counter(xs).total()')
