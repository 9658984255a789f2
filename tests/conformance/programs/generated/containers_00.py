"""containers_00: written by generate.py."""
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


xs = [18, -19, -12, -24, 24, -16, 29, 11, -14, 13, 23, -21]
ws = ['amber', 'straße', 'delta', 'maple', 'maple', 'niche', 'ocean', 'maple', 'maple', 'maple']
k = 4
show('dict(sorted({w: i for i, w in enumerate(ws)}.items(), key=lambda item: (-item[1], item[0])))')
show('(lambda d: (d.rotate(k), list(d)))(collections.deque(xs))')
show('collections.namedtuple("Point", "x y", defaults=[k])(3), collections.namedtuple("P", "a b")._fields')
show('copy.deepcopy([xs, {"a": ws}])[1]["a"] == ws, copy.copy(xs) is xs')
show('(lambda d: [d.pop(w, None) for w in ws] and d)({w: 1 for w in ws})')
show('list(enumerate(ws, k)), list(zip(xs, ws, strict=False))')
show('tuple(xs) < tuple(xs[::-1]), [1, 2] < [1, 2, k], (1, "a") < (1, 2)')
show('sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}')
show('[*xs, *ws][:k], {**{"a": 1}, "b": k}')
show('collections.Counter(ws).most_common(), collections.Counter(xs).total()')
show('list(heapq.merge(sorted(xs), range(0, 30, 7)))')
show('(lambda l: (l.insert(k, 99), l.remove(99), l.sort(key=abs), l))(list(xs))')
show('collections.Counter("".join(ws)) - collections.Counter("aeiou" * 3)')
show('list(collections.deque(xs, maxlen=k)), collections.deque(xs).index(xs[3])')
show('max(xs, default=0), max([], default=k), any(xs), all(xs)')
show('max([])')
