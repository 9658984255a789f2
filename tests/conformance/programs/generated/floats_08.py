"""floats_08: written by generate.py."""
import re
import math
import fractions
import sys


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


a = -817460.9572874805
b = 4.6344185161703315
xs = [7680.159, -768909.258185, 0.0499, -6.242, -0.00408265, -5967.6, 12.8, -0.007]
show('math.floor(a), math.ceil(a), math.trunc(a)')
show('round(a, 2), round(a, -2), round(b)')
show('a.as_integer_ratio()')
show('sorted(xs), max(xs), min(xs, key=abs)')
show('math.fma(a, b, 1.0)')
show('math.frexp(a), math.ldexp(b, 10), math.modf(a)')
show('int(b * 1e20)')
show('math.sumprod(xs, xs)')
show('a + b, a - b, a * b')
show('[repr(x) for x in xs]')
show('math.copysign(b, a), math.fabs(a), math.fmod(a, b), math.remainder(a, b)')
show('float("1e400"), float("-1e-400")')
show('math.fsum(xs), sum(xs)')
show('sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig')
show('int(float("inf"))')
show('[math.cbrt(x ** 3) - x < 1e-6 for x in (1.0, 2.0)]')
