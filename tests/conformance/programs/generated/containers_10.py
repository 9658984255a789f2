"""containers_10: written by generate.py."""
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


xs = [24, -14, -28, 2, 15, -18, 1, 5, 14, 17, -10, 20]
ws = ['cedar', 'straße', 'prairie', 'ridge', 'maple', 'maple', 'naïve', 'cedar', 'cedar', 'Ωmega']
k = 6
show('list(heapq.merge(sorted(xs), range(0, 30, 7)))')
show('collections.namedtuple("P", "a b")(1)')
show('{[]: 1}')
show('max([])')
show('bisect.bisect(sorted(xs), k), bisect.bisect_left(sorted(ws), "k")')
show('{w: len(w) for w in ws}, dict(zip(ws, xs))')
show('xs[100]')
show('frozenset(xs) == frozenset(xs[::-1]), {1, 2} <= {1, 2, k}, {1} ^ {1, k}')
show('heapq.nsmallest(k, xs), heapq.nlargest(k, ws, key=len)')
show('tuple(xs) < tuple(xs[::-1]), [1, 2] < [1, 2, k], (1, "a") < (1, 2)')
show('list(enumerate(ws, k)), list(zip(xs, ws, strict=False))')
show('collections.ChainMap({"a": 1}, {"a": 2, "b": k})["b"], dict(collections.ChainMap({"a": 1}, {"a": 2, "b": 3}))')
show('[*xs, *ws][:k], {**{"a": 1}, "b": k}')
show('xs[1:-1:k], xs[::-1], xs[100:], xs[-3:]')
show('collections.defaultdict(list, {"a": [k]})["zz"], list({"a": 1, "b": 2}.items())')
show('collections.Counter("".join(ws)) - collections.Counter("aeiou" * 3)')
