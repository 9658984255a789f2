"""integers_03: written by generate.py."""
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


a = 932509216888952528157282556932091915237311120209487351658770
b = -426688883155099474152
c = 794878
xs = [950, 161, 532, 490, 989, -768, -361, -247, -993, -606]
show('range(c)[-3:], len(range(-c, c, 7))')
show('bin(c), oct(-c), hex(b)')
show('a / b')
show('divmod(a, b)')
show('a ^ b')
show('[operator.floordiv(x, 7) for x in xs]')
show('math.isqrt(a)')
show('sum(xs), max(xs), min(xs), sorted(xs)')
show('math.comb(c % 90 + 5, 5), math.perm(c % 30 + 4, 4)')
show('~a & b')
show('float(a ** 6)')
show('pow(c, -1, 1009)')
show('int("9z", 12)')
show('int(str(a), 10) == a, int(hex(a), 16) == a')
show('a.bit_length(), b.bit_count()')
show('[x % -7 for x in xs]')
