"""containers_03: written by generate.py."""
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


xs = [0, -27, -6, 9, 30, -18, -29, 4, 13, 27, -27, 26]
ws = ['delta', 'tundra', 'grove', 'birch', 'heron', 'islet', 'jetty', 'knoll', 'tundra', 'niche']
k = 2
show('{w: len(w) for w in ws}, dict(zip(ws, xs))')
show('copy.deepcopy([xs, {"a": ws}])[1]["a"] == ws, copy.copy(xs) is xs')
show('collections.namedtuple("Point", "x y", defaults=[k])(3), collections.namedtuple("P", "a b")._fields')
show('frozenset(xs) == frozenset(xs[::-1]), {1, 2} <= {1, 2, k}, {1} ^ {1, k}')
show('max(xs, default=0), max([], default=k), any(xs), all(xs)')
show('[*xs, *ws][:k], {**{"a": 1}, "b": k}')
show('collections.defaultdict(list, {"a": [k]})["zz"], list({"a": 1, "b": 2}.items())')
show('sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}')
show('(lambda d: [d.pop(w, None) for w in ws] and d)({w: 1 for w in ws})')
show('collections.Counter("".join(ws)) - collections.Counter("aeiou" * 3)')
show('heapq.nsmallest(k, xs), heapq.nlargest(k, ws, key=len)')
show('(lambda l: (l.insert(k, 99), l.remove(99), l.sort(key=abs), l))(list(xs))')
show('(lambda h: (heapq.heapify(h), [heapq.heappop(h) for _ in range(len(h))]))(list(xs))')
show('collections.namedtuple("P", "a b")(1)')
show('{}["nothing"]')
show('bisect.bisect(sorted(xs), k), bisect.bisect_left(sorted(ws), "k")')
