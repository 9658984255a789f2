"""itertools_13: written by generate.py."""
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


xs = [15, -3, -4, -12, -12, -13, -9, -18, 13]
ws = ['Ωmega', 'niche', 'birch', 'niche', 'naïve', 'birch']
k = 2
show('functools.partial(int, base=k + 5)("123"), functools.partial(print, "x").args')
show('list(itertools.combinations(xs, -1))')
show('list(map(operator.sub, xs, xs[1:])), list(map(lambda a, b: (a, b), ws, xs)), sum(map(len, ws))')
show('[(key, len(list(group))) for key, group in itertools.groupby(xs, key=lambda x: x > 0)]')
show('list(itertools.dropwhile(lambda x: x < 5, xs)), list(itertools.takewhile(lambda x: x < 5, xs)), list(itertools.filterfalse(lambda x: x % 2, xs))')
show('list(itertools.starmap(pow, zip(xs, itertools.repeat(k)))), list(itertools.zip_longest(xs, ws, fillvalue="-"))')
show('list(itertools.chain(xs, ws)), list(itertools.chain.from_iterable(ws))[:12]')
show('sorted(zip(map(len, ws), ws)), list(zip(*[xs[:3], xs[3:6]]))')
show('list(itertools.accumulate(xs)), list(itertools.accumulate(xs, max)), list(itertools.accumulate(xs, operator.mul, initial=1))')
show('(x for x in xs).__name__, sum(x * x for x in xs if x > 0), [y for x in ws for y in x if y in "aeiou"][:9]')
show('list(itertools.combinations(xs[:5], k)), len(list(itertools.permutations(xs[:5], k)))')
show('list(itertools.compress(ws, [1, 0, 1, 0, 1])), list(itertools.pairwise(xs)), list(itertools.batched(xs, k))')
show('functools.reduce(lambda a, b: a * 31 + b, xs), functools.reduce(operator.add, ws)')
show('[(key, list(group)) for key, group in itertools.groupby(sorted(ws), key=len)]')
show('functools.reduce(operator.add, [])')
show('next(iter([]), "none"), list(iter(iter(xs).__next__, xs[-1]))[:3]')
