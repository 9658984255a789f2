"""containers_07: written by generate.py."""
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


xs = [-30, -14, -24, 10, -9, 6, 25, 6, 22, -14, 25, -7]
ws = ['straße', 'maple', 'birch', 'fjord', 'quartz', 'jetty', 'knoll', 'ridge', 'fjord', 'quartz']
k = 5
show('sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}')
show('frozenset(xs) == frozenset(xs[::-1]), {1, 2} <= {1, 2, k}, {1} ^ {1, k}')
show('max(xs, default=0), max([], default=k), any(xs), all(xs)')
show('{}["nothing"]')
show('str(list(map(str, xs))), list(filter(None, xs)), list(reversed(xs))')
show('tuple(xs) < tuple(xs[::-1]), [1, 2] < [1, 2, k], (1, "a") < (1, 2)')
show('list(zip(xs, ws + [1] * 9, strict=True))')
show('collections.Counter(ws).most_common(), collections.Counter(xs).total()')
show('copy.deepcopy([xs, {"a": ws}])[1]["a"] == ws, copy.copy(xs) is xs')
show('collections.Counter("".join(ws)) - collections.Counter("aeiou" * 3)')
show('(lambda d: [d.pop(w, None) for w in ws] and d)({w: 1 for w in ws})')
show('collections.OrderedDict.fromkeys(ws), list(reversed(collections.OrderedDict.fromkeys(ws)))')
show('{w: len(w) for w in ws}, dict(zip(ws, xs))')
show('bisect.bisect(sorted(xs), k), bisect.bisect_left(sorted(ws), "k")')
show('max([])')
show('dict(sorted({w: i for i, w in enumerate(ws)}.items(), key=lambda item: (-item[1], item[0])))')
