"""integers_04: written by generate.py."""
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


a = 1115676319363249860282833637081612731049011074580454831360932
b = -1072126377069073916054
c = 683601
xs = [-992, 521, -896, 272, -811, -530, -811, 180, -224, -322]
show('int("12_34", 7)')
show('[operator.floordiv(x, 7) for x in xs]')
show('[x % -7 for x in xs]')
show('a / b')
show('math.gcd(a, c), math.lcm(c, 360)')
show('a * b')
show('a.bit_length(), b.bit_count()')
show('math.isqrt(a)')
show('range(c)[-3:], len(range(-c, c, 7))')
show('math.comb(c % 90 + 5, 5), math.perm(c % 30 + 4, 4)')
show('int.from_bytes(b.to_bytes(16, "little", signed=True), "little", signed=True)')
show('a ^ b')
show('float(a ** 6)')
show('sum(xs), max(xs), min(xs), sorted(xs)')
show('round(c, -3), round(-c, -2)')
show('str(a ** 5)[:40], len(str(a ** 5))')
