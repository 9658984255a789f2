"""integers_11: written by generate.py."""
import re
import math
import operator


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


a = 847614353144115202127643971907537280181344807751052898408249
b = -862056184023519974529
c = 879888
xs = [817, -545, 367, 283, 681, 165, 99, 806, 741, -283]
show('a ^ b')
show('a << c % 100')
show('int(str(a), 10) == a, int(hex(a), 16) == a')
show('range(c)[-3:], len(range(-c, c, 7))')
show('[x % -7 for x in xs]')
show('math.isqrt(a)')
show('float(a ** 6)')
show('pow(c, -1, 1009)')
show('int("9z", 12)')
show('hash(c) == c, hash(-1)')
show('f"{a:,} {b:_x} {c:#o} {c:+012d}"')
show('str(a ** 5)[:40], len(str(a ** 5))')
show('int("12_34", 7)')
show('[operator.floordiv(x, 7) for x in xs]')
show('sum(xs), max(xs), min(xs), sorted(xs)')
show('pow(a, c, abs(b))')
