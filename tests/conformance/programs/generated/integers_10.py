"""integers_10: written by generate.py."""
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


a = 398641030805469766075929886112822200656279920885630540918969
b = -1061535761982692028570
c = 216127
xs = [-361, 487, -690, -191, 258, -971, -350, -464, -460, 49]
show('math.comb(c % 90 + 5, 5), math.perm(c % 30 + 4, 4)')
show('int("12_34", 7)')
show('f"{a:,} {b:_x} {c:#o} {c:+012d}"')
show('math.gcd(a, c), math.lcm(c, 360)')
show('a.bit_length(), b.bit_count()')
show('float(a ** 6)')
show('int(str(a), 10) == a, int(hex(a), 16) == a')
show('~a & b')
show('[operator.floordiv(x, 7) for x in xs]')
show('pow(c, -1, 1009)')
show('1 / (c - c)')
show('math.isqrt(a)')
show('str(a ** 5)[:40], len(str(a ** 5))')
show('[x % -7 for x in xs]')
show('(a).as_integer_ratio()[1]')
show('a / b')
