"""integers_06: written by generate.py."""
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


a = 1346436236037881050617865107319179006346408103280175613668563
b = -579451558703389506384
c = 8349
xs = [755, -135, 775, 753, -211, 294, 717, -929, -872, 216]
show('1 / (c - c)')
show('a.bit_length(), b.bit_count()')
show('int("12_34", 7)')
show('math.gcd(a, c), math.lcm(c, 360)')
show('f"{a:,} {b:_x} {c:#o} {c:+012d}"')
show('(a).as_integer_ratio()[1]')
show('int("9z", 12)')
show('pow(a, c, abs(b))')
show('a << c % 100')
show('int.from_bytes(b.to_bytes(16, "little", signed=True), "little", signed=True)')
show('[operator.floordiv(x, 7) for x in xs]')
show('[x % -7 for x in xs]')
show('~a & b')
show('divmod(a, b)')
show('pow(c, -1, 1009)')
show('a * b')
