"""integers_13: written by generate.py."""
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


a = 997590954678688570745452731729428858500578743127662688971762
b = -611598085932763066173
c = 138817
xs = [268, -513, 95, 106, 936, 198, 891, 409, 943, -932]
show('bin(c), oct(-c), hex(b)')
show('int(str(a), 10) == a, int(hex(a), 16) == a')
show('b >> c % 60')
show('round(c, -3), round(-c, -2)')
show('[operator.floordiv(x, 7) for x in xs]')
show('b.to_bytes(2, "big")')
show('(a).as_integer_ratio()[1]')
show('sum(xs), max(xs), min(xs), sorted(xs)')
show('int("9z", 12)')
show('float(a ** 6)')
show('a * b')
show('math.comb(c % 90 + 5, 5), math.perm(c % 30 + 4, 4)')
show('hash(c) == c, hash(-1)')
show('divmod(a, b)')
show('math.gcd(a, c), math.lcm(c, 360)')
show('math.isqrt(a)')
