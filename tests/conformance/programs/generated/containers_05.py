"""containers_05: written by generate.py."""
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


xs = [19, -1, 25, 21, -28, -17, 2, 11, 26, 2, -12, 30]
ws = ['amber', 'jetty', 'birch', 'ember', 'naïve', 'niche', 'ridge', 'quartz', 'quartz', 'Ωmega']
k = 5
show('collections.ChainMap({"a": 1}, {"a": 2, "b": k})["b"], dict(collections.ChainMap({"a": 1}, {"a": 2, "b": 3}))')
show('collections.namedtuple("P", "a b")(1)')
show('list(heapq.merge(sorted(xs), range(0, 30, 7)))')
show('(lambda d: (d.rotate(k), list(d)))(collections.deque(xs))')
show('list(collections.deque(xs, maxlen=k)), collections.deque(xs).index(xs[3])')
show('max([])')
show('(lambda h: (heapq.heapify(h), [heapq.heappop(h) for _ in range(len(h))]))(list(xs))')
show('[*xs, *ws][:k], {**{"a": 1}, "b": k}')
show('collections.OrderedDict.fromkeys(ws), list(reversed(collections.OrderedDict.fromkeys(ws)))')
show('xs[100]')
show('bisect.bisect(sorted(xs), k), bisect.bisect_left(sorted(ws), "k")')
show('tuple(xs) < tuple(xs[::-1]), [1, 2] < [1, 2, k], (1, "a") < (1, 2)')
show('collections.namedtuple("Point", "x y", defaults=[k])(3), collections.namedtuple("P", "a b")._fields')
show('sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}')
show('str(list(map(str, xs))), list(filter(None, xs)), list(reversed(xs))')
show('(lambda l: (l.insert(k, 99), l.remove(99), l.sort(key=abs), l))(list(xs))')
