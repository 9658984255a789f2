"""integers_01: written by generate.py."""
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


a = 817225189491177524330759064022735848369849914424352742032390
b = -863960248500703412445
c = 730557
xs = [-373, -689, -213, 847, -969, -533, 259, 249, 105, 128]
show('math.isqrt(a)')
show('float(a ** 6)')
show('[x % -7 for x in xs]')
show('b.to_bytes(2, "big")')
show('hash(c) == c, hash(-1)')
show('1 / (c - c)')
show('a << c % 100')
show('[operator.floordiv(x, 7) for x in xs]')
show('a.bit_length(), b.bit_count()')
show('math.comb(c % 90 + 5, 5), math.perm(c % 30 + 4, 4)')
show('pow(c, -1, 1009)')
show('int(str(a), 10) == a, int(hex(a), 16) == a')
show('~a & b')
show('round(c, -3), round(-c, -2)')
show('bin(c), oct(-c), hex(b)')
show('a * b')
