"""integers_09: written by generate.py."""
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


a = 760466351940624586967028790490506298079004639086017585206728
b = -181749473476106027710
c = 399382
xs = [103, 508, 325, -229, 292, 880, -72, 651, -364, 972]
show('[operator.floordiv(x, 7) for x in xs]')
show('bin(c), oct(-c), hex(b)')
show('pow(c, -1, 1009)')
show('b >> c % 60')
show('a ^ b')
show('(a).as_integer_ratio()[1]')
show('a.bit_length(), b.bit_count()')
show('hash(c) == c, hash(-1)')
show('a << c % 100')
show('b.to_bytes(2, "big")')
show('str(a ** 5)[:40], len(str(a ** 5))')
show('[x % -7 for x in xs]')
show('1 / (c - c)')
show('int("12_34", 7)')
show('math.comb(c % 90 + 5, 5), math.perm(c % 30 + 4, 4)')
show('a.to_bytes(32, "big").hex()')
