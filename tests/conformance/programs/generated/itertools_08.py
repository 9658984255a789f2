"""itertools_08: written by generate.py."""
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


xs = [-15, 16, 20, 12, -3, -6, 17, 11, 10]
ws = ['maple', 'ridge', 'ridge', 'grove', 'birch', 'knoll']
k = 3
show('functools.partial(int, base=k + 5)("123"), functools.partial(print, "x").args')
show('list(map(operator.sub, xs, xs[1:])), list(map(lambda a, b: (a, b), ws, xs)), sum(map(len, ws))')
show('next(iter([])), 0')
show('list(itertools.combinations(xs[:5], k)), len(list(itertools.permutations(xs[:5], k)))')
show('list(itertools.combinations(xs, -1))')
show('(lambda f: ([f(n) for n in range(30)][-1], f.cache_info()))(functools.lru_cache(8)(lambda n: n * n % 7))')
show('list(itertools.chain(xs, ws)), list(itertools.chain.from_iterable(ws))[:12]')
show('list(itertools.compress(ws, [1, 0, 1, 0, 1])), list(itertools.pairwise(xs)), list(itertools.batched(xs, k))')
show('operator.itemgetter(0, -1)(xs), operator.attrgetter("real")(k), operator.methodcaller("upper")(ws[0])')
show('list(itertools.dropwhile(lambda x: x < 5, xs)), list(itertools.takewhile(lambda x: x < 5, xs)), list(itertools.filterfalse(lambda x: x % 2, xs))')
show('list(itertools.product("ab", range(k))), list(itertools.combinations_with_replacement("abc", 2))')
show('list(itertools.starmap(pow, zip(xs, itertools.repeat(k)))), list(itertools.zip_longest(xs, ws, fillvalue="-"))')
show('operator.length_hint(iter(xs)), operator.index(k), operator.concat(xs, [1])[-1], operator.countOf(xs, xs[0])')
show('(x for x in xs).__name__, sum(x * x for x in xs if x > 0), [y for x in ws for y in x if y in "aeiou"][:9]')
show('[(key, list(group)) for key, group in itertools.groupby(sorted(ws), key=len)]')
show('list(itertools.batched(xs, 0))')
