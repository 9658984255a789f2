"""itertools_11: written by generate.py."""
import re
import itertools
import functools
import operator


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


xs = [-3, -10, -6, -16, 10, 3, -1, -5, 13]
ws = ['delta', 'heron', 'jetty', 'ocean', 'grove', 'tundra']
k = 3
show('list(itertools.islice(itertools.count(k, 3), 5)), list(itertools.islice(itertools.cycle(ws), 4, 12, 2))')
show('list(itertools.compress(ws, [1, 0, 1, 0, 1])), list(itertools.pairwise(xs)), list(itertools.batched(xs, k))')
show('list(itertools.product("ab", range(k))), list(itertools.combinations_with_replacement("abc", 2))')
show('list(itertools.dropwhile(lambda x: x < 5, xs)), list(itertools.takewhile(lambda x: x < 5, xs)), list(itertools.filterfalse(lambda x: x % 2, xs))')
show('operator.itemgetter(0, -1)(xs), operator.attrgetter("real")(k), operator.methodcaller("upper")(ws[0])')
show('sorted(zip(map(len, ws), ws)), list(zip(*[xs[:3], xs[3:6]]))')
show('sorted(ws, key=functools.cmp_to_key(lambda a, b: (len(a) > len(b)) - (len(a) < len(b))))')
show('[(key, list(group)) for key, group in itertools.groupby(sorted(ws), key=len)]')
show('[(key, len(list(group))) for key, group in itertools.groupby(xs, key=lambda x: x > 0)]')
show('functools.reduce(operator.add, [])')
show('list(itertools.combinations(xs, -1))')
show('list(itertools.starmap(pow, zip(xs, itertools.repeat(k)))), list(itertools.zip_longest(xs, ws, fillvalue="-"))')
show('(lambda f: ([f(n) for n in range(30)][-1], f.cache_info()))(functools.lru_cache(8)(lambda n: n * n % 7))')
show('list(itertools.accumulate(xs)), list(itertools.accumulate(xs, max)), list(itertools.accumulate(xs, operator.mul, initial=1))')
show('functools.reduce(lambda a, b: a * 31 + b, xs), functools.reduce(operator.add, ws)')
show('next(iter([])), 0')
