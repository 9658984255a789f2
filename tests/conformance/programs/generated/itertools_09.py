"""itertools_09: written by generate.py."""
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


xs = [12, 1, 5, 11, 10, 9, -11, 15, 12]
ws = ['delta', 'prairie', 'heron', 'islet', 'ember', 'ocean']
k = 3
show('operator.itemgetter(0, -1)(xs), operator.attrgetter("real")(k), operator.methodcaller("upper")(ws[0])')
show('list(itertools.islice(itertools.count(k, 3), 5)), list(itertools.islice(itertools.cycle(ws), 4, 12, 2))')
show('[(key, len(list(group))) for key, group in itertools.groupby(xs, key=lambda x: x > 0)]')
show('[list(t) for t in itertools.tee(xs, 2)] == [xs, xs], list(itertools.repeat(k, 3))')
show('(lambda f: ([f(n) for n in range(30)][-1], f.cache_info()))(functools.lru_cache(8)(lambda n: n * n % 7))')
show('(x for x in xs).__name__, sum(x * x for x in xs if x > 0), [y for x in ws for y in x if y in "aeiou"][:9]')
show('list(itertools.product("ab", range(k))), list(itertools.combinations_with_replacement("abc", 2))')
show('list(itertools.combinations(xs[:5], k)), len(list(itertools.permutations(xs[:5], k)))')
show('functools.reduce(operator.add, [])')
show('operator.length_hint(iter(xs)), operator.index(k), operator.concat(xs, [1])[-1], operator.countOf(xs, xs[0])')
show('list(itertools.compress(ws, [1, 0, 1, 0, 1])), list(itertools.pairwise(xs)), list(itertools.batched(xs, k))')
show('functools.partial(int, base=k + 5)("123"), functools.partial(print, "x").args')
show('list(itertools.starmap(pow, zip(xs, itertools.repeat(k)))), list(itertools.zip_longest(xs, ws, fillvalue="-"))')
show('sorted(zip(map(len, ws), ws)), list(zip(*[xs[:3], xs[3:6]]))')
show('next(iter([])), 0')
show('list(itertools.batched(xs, 0))')
