"""itertools_07: written by generate.py."""
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


xs = [-6, -19, -5, 8, 2, -6, -5, 1, -17]
ws = ['islet', 'cedar', 'islet', 'naïve', 'prairie', 'Ωmega']
k = 2
show('list(map(operator.sub, xs, xs[1:])), list(map(lambda a, b: (a, b), ws, xs)), sum(map(len, ws))')
show('list(itertools.starmap(pow, zip(xs, itertools.repeat(k)))), list(itertools.zip_longest(xs, ws, fillvalue="-"))')
show('list(itertools.compress(ws, [1, 0, 1, 0, 1])), list(itertools.pairwise(xs)), list(itertools.batched(xs, k))')
show('functools.reduce(operator.add, [])')
show('[(key, list(group)) for key, group in itertools.groupby(sorted(ws), key=len)]')
show('sorted(zip(map(len, ws), ws)), list(zip(*[xs[:3], xs[3:6]]))')
show('next(iter([]), "none"), list(iter(iter(xs).__next__, xs[-1]))[:3]')
show('next(iter([])), 0')
show('list(itertools.product("ab", range(k))), list(itertools.combinations_with_replacement("abc", 2))')
show('[list(t) for t in itertools.tee(xs, 2)] == [xs, xs], list(itertools.repeat(k, 3))')
show('list(itertools.batched(xs, 0))')
show('list(itertools.islice(itertools.count(k, 3), 5)), list(itertools.islice(itertools.cycle(ws), 4, 12, 2))')
show('functools.reduce(lambda a, b: a * 31 + b, xs), functools.reduce(operator.add, ws)')
show('list(itertools.accumulate(xs)), list(itertools.accumulate(xs, max)), list(itertools.accumulate(xs, operator.mul, initial=1))')
show('list(itertools.combinations(xs, -1))')
show('list(itertools.chain(xs, ws)), list(itertools.chain.from_iterable(ws))[:12]')
