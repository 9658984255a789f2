"""itertools_12: written by generate.py."""
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


xs = [-5, -5, 15, -20, 3, 3, 19, -2, -2]
ws = ['niche', 'ridge', 'birch', 'straße', 'tundra', 'ridge']
k = 2
show('next(iter([])), 0')
show('(lambda f: ([f(n) for n in range(30)][-1], f.cache_info()))(functools.lru_cache(8)(lambda n: n * n % 7))')
show('list(itertools.accumulate(xs)), list(itertools.accumulate(xs, max)), list(itertools.accumulate(xs, operator.mul, initial=1))')
show('[(key, list(group)) for key, group in itertools.groupby(sorted(ws), key=len)]')
show('list(itertools.chain(xs, ws)), list(itertools.chain.from_iterable(ws))[:12]')
show('functools.reduce(operator.add, [])')
show('list(itertools.dropwhile(lambda x: x < 5, xs)), list(itertools.takewhile(lambda x: x < 5, xs)), list(itertools.filterfalse(lambda x: x % 2, xs))')
show('functools.reduce(lambda a, b: a * 31 + b, xs), functools.reduce(operator.add, ws)')
show('list(itertools.compress(ws, [1, 0, 1, 0, 1])), list(itertools.pairwise(xs)), list(itertools.batched(xs, k))')
show('sorted(zip(map(len, ws), ws)), list(zip(*[xs[:3], xs[3:6]]))')
show('list(itertools.product("ab", range(k))), list(itertools.combinations_with_replacement("abc", 2))')
show('list(itertools.islice(itertools.count(k, 3), 5)), list(itertools.islice(itertools.cycle(ws), 4, 12, 2))')
show('functools.partial(int, base=k + 5)("123"), functools.partial(print, "x").args')
show('next(iter([]), "none"), list(iter(iter(xs).__next__, xs[-1]))[:3]')
show('operator.length_hint(iter(xs)), operator.index(k), operator.concat(xs, [1])[-1], operator.countOf(xs, xs[0])')
show('[(key, len(list(group))) for key, group in itertools.groupby(xs, key=lambda x: x > 0)]')
