"""containers_11: written by generate.py."""
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


xs = [21, -9, 18, 21, 13, 18, -29, 3, -7, 30, -25, 12]
ws = ['quartz', 'jetty', 'straße', 'niche', 'maple', 'knoll', 'grove', 'maple', 'islet', 'lagoon']
k = 5
show('sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}')
show('list(enumerate(ws, k)), list(zip(xs, ws, strict=False))')
show('{k: 1} | {k + 1: 2}, {"a": 1}.setdefault("b", k), {"a": 1}.pop("z", None)')
show('(lambda d: [d.pop(w, None) for w in ws] and d)({w: 1 for w in ws})')
show('max(xs, default=0), max([], default=k), any(xs), all(xs)')
show('collections.defaultdict(list, {"a": [k]})["zz"], list({"a": 1, "b": 2}.items())')
show('bisect.bisect(sorted(xs), k), bisect.bisect_left(sorted(ws), "k")')
show('max([])')
show('[*xs, *ws][:k], {**{"a": 1}, "b": k}')
show('collections.Counter("".join(ws)) - collections.Counter("aeiou" * 3)')
show('list(heapq.merge(sorted(xs), range(0, 30, 7)))')
show('copy.deepcopy([xs, {"a": ws}])[1]["a"] == ws, copy.copy(xs) is xs')
show('(lambda d: (d.rotate(k), list(d)))(collections.deque(xs))')
show('heapq.nsmallest(k, xs), heapq.nlargest(k, ws, key=len)')
show('[x for i, x in enumerate(xs) if x not in xs[:i]], xs.count(xs[0]), xs.index(xs[-1])')
show('collections.ChainMap({"a": 1}, {"a": 2, "b": k})["b"], dict(collections.ChainMap({"a": 1}, {"a": 2, "b": 3}))')
