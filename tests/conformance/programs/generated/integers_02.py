"""integers_02: written by generate.py."""
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


a = 41914563936138010227370816248269140067455488449024939356716
b = -694064392093966681339
c = 844913
xs = [215, -906, 87, 690, -887, 704, 251, -508, 962, -228]
show('a * b')
show('1 / (c - c)')
show('math.gcd(a, c), math.lcm(c, 360)')
show('a ^ b')
show('range(c)[-3:], len(range(-c, c, 7))')
show('~a & b')
show('[operator.floordiv(x, 7) for x in xs]')
show('math.comb(c % 90 + 5, 5), math.perm(c % 30 + 4, 4)')
show('pow(c, -1, 1009)')
show('hash(c) == c, hash(-1)')
show('math.isqrt(a)')
show('int("9z", 12)')
show('f"{a:,} {b:_x} {c:#o} {c:+012d}"')
show('b >> c % 60')
show('sum(xs), max(xs), min(xs), sorted(xs)')
show('int.from_bytes(b.to_bytes(16, "little", signed=True), "little", signed=True)')
