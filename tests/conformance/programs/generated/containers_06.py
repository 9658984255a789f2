"""containers_06: written by generate.py."""
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


xs = [4, 8, 14, -30, -20, 30, 13, -2, -21, -19, 26, 17]
ws = ['delta', 'straße', 'ridge', 'knoll', 'niche', 'straße', 'straße', 'ember', 'birch', 'tundra']
k = 5
show('max(xs, default=0), max([], default=k), any(xs), all(xs)')
show('collections.OrderedDict.fromkeys(ws), list(reversed(collections.OrderedDict.fromkeys(ws)))')
show('collections.defaultdict(list, {"a": [k]})["zz"], list({"a": 1, "b": 2}.items())')
show('list(enumerate(ws, k)), list(zip(xs, ws, strict=False))')
show('[x for i, x in enumerate(xs) if x not in xs[:i]], xs.count(xs[0]), xs.index(xs[-1])')
show('sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}')
show('(lambda l: (l.insert(k, 99), l.remove(99), l.sort(key=abs), l))(list(xs))')
show('{k: 1} | {k + 1: 2}, {"a": 1}.setdefault("b", k), {"a": 1}.pop("z", None)')
show('(lambda h: (heapq.heapify(h), [heapq.heappop(h) for _ in range(len(h))]))(list(xs))')
show('(lambda d: [d.pop(w, None) for w in ws] and d)({w: 1 for w in ws})')
show('[*xs, *ws][:k], {**{"a": 1}, "b": k}')
show('bisect.bisect(sorted(xs), k), bisect.bisect_left(sorted(ws), "k")')
show('(lambda d: (d.rotate(k), list(d)))(collections.deque(xs))')
show('heapq.nsmallest(k, xs), heapq.nlargest(k, ws, key=len)')
show('collections.namedtuple("Point", "x y", defaults=[k])(3), collections.namedtuple("P", "a b")._fields')
show('frozenset(xs) == frozenset(xs[::-1]), {1, 2} <= {1, 2, k}, {1} ^ {1, k}')
