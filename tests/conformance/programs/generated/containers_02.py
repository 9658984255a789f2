"""containers_02: written by generate.py."""
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


xs = [26, 20, -4, 15, 23, 13, -27, 8, -26, -17, 18, -13]
ws = ['quartz', 'ridge', 'quartz', 'jetty', 'maple', 'fjord', 'tundra', 'ember', 'knoll', 'knoll']
k = 3
show('sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}')
show('dict(sorted({w: i for i, w in enumerate(ws)}.items(), key=lambda item: (-item[1], item[0])))')
show('[x for i, x in enumerate(xs) if x not in xs[:i]], xs.count(xs[0]), xs.index(xs[-1])')
show('list(zip(xs, ws + [1] * 9, strict=True))')
show('xs[100]')
show('bisect.bisect(sorted(xs), k), bisect.bisect_left(sorted(ws), "k")')
show('collections.namedtuple("P", "a b")(1)')
show('collections.OrderedDict.fromkeys(ws), list(reversed(collections.OrderedDict.fromkeys(ws)))')
show('[*xs, *ws][:k], {**{"a": 1}, "b": k}')
show('xs[1:-1:k], xs[::-1], xs[100:], xs[-3:]')
show('tuple(xs) < tuple(xs[::-1]), [1, 2] < [1, 2, k], (1, "a") < (1, 2)')
show('list(heapq.merge(sorted(xs), range(0, 30, 7)))')
show('list(collections.deque(xs, maxlen=k)), collections.deque(xs).index(xs[3])')
show('max(xs, default=0), max([], default=k), any(xs), all(xs)')
show('(lambda h: (heapq.heapify(h), [heapq.heappop(h) for _ in range(len(h))]))(list(xs))')
show('collections.Counter("".join(ws)) - collections.Counter("aeiou" * 3)')
