"""integers_12: written by generate.py."""
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


a = 907286004718258698564813005004550913660484773175902875143717
b = -342428017894713322576
c = 511624
xs = [431, -727, 350, -918, 878, 154, 55, 717, -482, -488]
show('a / b')
show('int("12_34", 7)')
show('hash(c) == c, hash(-1)')
show('pow(c, -1, 1009)')
show('b >> c % 60')
show('1 / (c - c)')
show('a * b')
show('int.from_bytes(b.to_bytes(16, "little", signed=True), "little", signed=True)')
show('a ^ b')
show('a.to_bytes(32, "big").hex()')
show('range(c)[-3:], len(range(-c, c, 7))')
show('math.gcd(a, c), math.lcm(c, 360)')
show('round(c, -3), round(-c, -2)')
show('b.to_bytes(2, "big")')
show('sum(xs), max(xs), min(xs), sorted(xs)')
show('float(a ** 6)')
