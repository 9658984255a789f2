"""integers_05: written by generate.py."""
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


a = 1408054933931052025443583346509003623949471356133744637323945
b = -1069228660757203057418
c = 447675
xs = [285, -894, -810, 779, -15, 810, -289, 317, 707, -542]
show('hash(c) == c, hash(-1)')
show('a / b')
show('float(a ** 6)')
show('math.gcd(a, c), math.lcm(c, 360)')
show('pow(a, c, abs(b))')
show('round(c, -3), round(-c, -2)')
show('bin(c), oct(-c), hex(b)')
show('a ^ b')
show('(a).as_integer_ratio()[1]')
show('f"{a:,} {b:_x} {c:#o} {c:+012d}"')
show('int("9z", 12)')
show('math.comb(c % 90 + 5, 5), math.perm(c % 30 + 4, 4)')
show('a.to_bytes(32, "big").hex()')
show('b >> c % 60')
show('[x % -7 for x in xs]')
show('~a & b')
