"""integers_08: written by generate.py."""
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


a = 280510479665131903413442989228921754958347266077240267464871
b = -1131621527116822119661
c = 30200
xs = [897, 304, 59, -616, -952, -482, -851, 197, -528, -466]
show('bin(c), oct(-c), hex(b)')
show('int("12_34", 7)')
show('pow(c, -1, 1009)')
show('round(c, -3), round(-c, -2)')
show('int(str(a), 10) == a, int(hex(a), 16) == a')
show('[x % -7 for x in xs]')
show('b.to_bytes(2, "big")')
show('a * b')
show('str(a ** 5)[:40], len(str(a ** 5))')
show('[operator.floordiv(x, 7) for x in xs]')
show('a.to_bytes(32, "big").hex()')
show('~a & b')
show('a.bit_length(), b.bit_count()')
show('int("9z", 12)')
show('b >> c % 60')
show('math.isqrt(a)')
