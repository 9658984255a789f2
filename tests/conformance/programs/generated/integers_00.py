"""integers_00: written by generate.py."""
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


a = 103743958232752656425688268358191042547765470519173977991162
b = -27844429625051108897
c = 140507
xs = [319, 602, -500, -851, 749, 430, 598, -707, 511, 615]
show('math.gcd(a, c), math.lcm(c, 360)')
show('a / b')
show('math.isqrt(a)')
show('pow(c, -1, 1009)')
show('a.bit_length(), b.bit_count()')
show('b >> c % 60')
show('int("9z", 12)')
show('range(c)[-3:], len(range(-c, c, 7))')
show('1 / (c - c)')
show('a ^ b')
show('int(str(a), 10) == a, int(hex(a), 16) == a')
show('round(c, -3), round(-c, -2)')
show('int.from_bytes(b.to_bytes(16, "little", signed=True), "little", signed=True)')
show('int("12_34", 7)')
show('str(a ** 5)[:40], len(str(a ** 5))')
show('f"{a:,} {b:_x} {c:#o} {c:+012d}"')
