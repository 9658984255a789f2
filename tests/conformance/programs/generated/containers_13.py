"""containers_13: written by generate.py."""
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


xs = [-9, -20, -17, -24, -3, -20, 25, 1, 21, -21, 23, -26]
ws = ['ember', 'ridge', 'ember', 'ocean', 'amber', 'grove', 'birch', 'birch', 'tundra', 'grove']
k = 4
show('(lambda l: (l.insert(k, 99), l.remove(99), l.sort(key=abs), l))(list(xs))')
show('frozenset(xs) == frozenset(xs[::-1]), {1, 2} <= {1, 2, k}, {1} ^ {1, k}')
show('{k: 1} | {k + 1: 2}, {"a": 1}.setdefault("b", k), {"a": 1}.pop("z", None)')
show('sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}')
show('collections.ChainMap({"a": 1}, {"a": 2, "b": k})["b"], dict(collections.ChainMap({"a": 1}, {"a": 2, "b": 3}))')
show('(lambda d: (d.rotate(k), list(d)))(collections.deque(xs))')
show('collections.defaultdict(list, {"a": [k]})["zz"], list({"a": 1, "b": 2}.items())')
show('list(collections.deque(xs, maxlen=k)), collections.deque(xs).index(xs[3])')
show('list(enumerate(ws, k)), list(zip(xs, ws, strict=False))')
show('max(xs, default=0), max([], default=k), any(xs), all(xs)')
show('(lambda d: [d.pop(w, None) for w in ws] and d)({w: 1 for w in ws})')
show('xs[1:-1:k], xs[::-1], xs[100:], xs[-3:]')
show('dict(sorted({w: i for i, w in enumerate(ws)}.items(), key=lambda item: (-item[1], item[0])))')
show('{w: len(w) for w in ws}, dict(zip(ws, xs))')
show('[x for i, x in enumerate(xs) if x not in xs[:i]], xs.count(xs[0]), xs.index(xs[-1])')
show('list(zip(xs, ws + [1] * 9, strict=True))')
