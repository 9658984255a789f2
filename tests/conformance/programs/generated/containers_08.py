"""containers_08: written by generate.py."""
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


xs = [-13, 5, -4, -11, -30, 6, -24, 21, 21, -26, 1, 15]
ws = ['maple', 'islet', 'straße', 'prairie', 'cedar', 'delta', 'Ωmega', 'straße', 'ocean', 'maple']
k = 4
show('collections.namedtuple("Point", "x y", defaults=[k])(3), collections.namedtuple("P", "a b")._fields')
show('{[]: 1}')
show('[*xs, *ws][:k], {**{"a": 1}, "b": k}')
show('{}["nothing"]')
show('xs[1:-1:k], xs[::-1], xs[100:], xs[-3:]')
show('max(xs, default=0), max([], default=k), any(xs), all(xs)')
show('(lambda d: [d.pop(w, None) for w in ws] and d)({w: 1 for w in ws})')
show('copy.deepcopy([xs, {"a": ws}])[1]["a"] == ws, copy.copy(xs) is xs')
show('{w: len(w) for w in ws}, dict(zip(ws, xs))')
show('collections.namedtuple("P", "a b")(1)')
show('collections.defaultdict(list, {"a": [k]})["zz"], list({"a": 1, "b": 2}.items())')
show('[x for i, x in enumerate(xs) if x not in xs[:i]], xs.count(xs[0]), xs.index(xs[-1])')
show('sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}')
show('list(collections.deque(xs, maxlen=k)), collections.deque(xs).index(xs[3])')
show('dict(sorted({w: i for i, w in enumerate(ws)}.items(), key=lambda item: (-item[1], item[0])))')
show('(lambda d: (d.rotate(k), list(d)))(collections.deque(xs))')
