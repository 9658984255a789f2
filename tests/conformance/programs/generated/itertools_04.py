"""itertools_04: written by generate.py."""
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


xs = [17, 5, -6, 4, 20, 15, 8, 18, 8]
ws = ['grove', 'straße', 'fjord', 'niche', 'Ωmega', 'lagoon']
k = 3
show('list(itertools.accumulate(xs)), list(itertools.accumulate(xs, max)), list(itertools.accumulate(xs, operator.mul, initial=1))')
show('[list(t) for t in itertools.tee(xs, 2)] == [xs, xs], list(itertools.repeat(k, 3))')
show('sorted(ws, key=functools.cmp_to_key(lambda a, b: (len(a) > len(b)) - (len(a) < len(b))))')
show('functools.reduce(operator.add, [])')
show('list(itertools.dropwhile(lambda x: x < 5, xs)), list(itertools.takewhile(lambda x: x < 5, xs)), list(itertools.filterfalse(lambda x: x % 2, xs))')
show('next(iter([])), 0')
show('[(key, list(group)) for key, group in itertools.groupby(sorted(ws), key=len)]')
show('list(map(operator.sub, xs, xs[1:])), list(map(lambda a, b: (a, b), ws, xs)), sum(map(len, ws))')
show('operator.itemgetter(0, -1)(xs), operator.attrgetter("real")(k), operator.methodcaller("upper")(ws[0])')
show('list(itertools.islice(itertools.count(k, 3), 5)), list(itertools.islice(itertools.cycle(ws), 4, 12, 2))')
show('operator.length_hint(iter(xs)), operator.index(k), operator.concat(xs, [1])[-1], operator.countOf(xs, xs[0])')
show('list(itertools.starmap(pow, zip(xs, itertools.repeat(k)))), list(itertools.zip_longest(xs, ws, fillvalue="-"))')
show('functools.reduce(lambda a, b: a * 31 + b, xs), functools.reduce(operator.add, ws)')
show('(lambda f: ([f(n) for n in range(30)][-1], f.cache_info()))(functools.lru_cache(8)(lambda n: n * n % 7))')
show('next(iter([]), "none"), list(iter(iter(xs).__next__, xs[-1]))[:3]')
show('list(itertools.product("ab", range(k))), list(itertools.combinations_with_replacement("abc", 2))')
