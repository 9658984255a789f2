"""integers_07: written by generate.py."""
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


a = 1085708895998085509688003639695552700512618742239226607673951
b = -685139563924959280165
c = 998374
xs = [-836, 608, 788, -823, 943, -21, 211, 914, 676, 908]
show('~a & b')
show('a * b')
show('[operator.floordiv(x, 7) for x in xs]')
show('math.gcd(a, c), math.lcm(c, 360)')
show('1 / (c - c)')
show('a / b')
show('a << c % 100')
show('math.isqrt(a)')
show('range(c)[-3:], len(range(-c, c, 7))')
show('a ^ b')
show('divmod(a, b)')
show('b >> c % 60')
show('round(c, -3), round(-c, -2)')
show('a.bit_length(), b.bit_count()')
show('hash(c) == c, hash(-1)')
show('math.comb(c % 90 + 5, 5), math.perm(c % 30 + 4, 4)')
