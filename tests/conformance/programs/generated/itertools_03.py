"""itertools_03: written by generate.py."""
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


xs = [-20, 16, -12, 12, -8, 13, 19, -9, -18]
ws = ['birch', 'fjord', 'ocean', 'quartz', 'birch', 'islet']
k = 2
show('[(key, list(group)) for key, group in itertools.groupby(sorted(ws), key=len)]')
show('(x for x in xs).__name__, sum(x * x for x in xs if x > 0), [y for x in ws for y in x if y in "aeiou"][:9]')
show('sorted(zip(map(len, ws), ws)), list(zip(*[xs[:3], xs[3:6]]))')
show('operator.length_hint(iter(xs)), operator.index(k), operator.concat(xs, [1])[-1], operator.countOf(xs, xs[0])')
show('list(itertools.product("ab", range(k))), list(itertools.combinations_with_replacement("abc", 2))')
show('functools.reduce(operator.add, [])')
show('list(itertools.islice(itertools.count(k, 3), 5)), list(itertools.islice(itertools.cycle(ws), 4, 12, 2))')
show('next(iter([])), 0')
show('list(map(operator.sub, xs, xs[1:])), list(map(lambda a, b: (a, b), ws, xs)), sum(map(len, ws))')
show('list(itertools.combinations(xs, -1))')
show('list(itertools.accumulate(xs)), list(itertools.accumulate(xs, max)), list(itertools.accumulate(xs, operator.mul, initial=1))')
show('list(itertools.batched(xs, 0))')
show('operator.itemgetter(0, -1)(xs), operator.attrgetter("real")(k), operator.methodcaller("upper")(ws[0])')
show('sorted(ws, key=functools.cmp_to_key(lambda a, b: (len(a) > len(b)) - (len(a) < len(b))))')
show('list(itertools.compress(ws, [1, 0, 1, 0, 1])), list(itertools.pairwise(xs)), list(itertools.batched(xs, k))')
show('[list(t) for t in itertools.tee(xs, 2)] == [xs, xs], list(itertools.repeat(k, 3))')
