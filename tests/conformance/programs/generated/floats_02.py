"""floats_02: written by generate.py."""
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


a = 744034.4686252256
b = 3.1152274280112904
xs = [-814923.1, 12153.246923, -9.34320562, -0.063, 2357.3108, 0.00076, 6091.8334, -900.03]
show('a.as_integer_ratio()')
show('int(float("inf"))')
show('math.copysign(b, a), math.fabs(a), math.fmod(a, b), math.remainder(a, b)')
show('int(b * 1e20)')
show('"%10.3f|%-12.2e|%g" % (a, b, a)')
show('math.exp(1000)')
show('math.fsum(xs), sum(xs)')
show('math.sumprod(xs, xs)')
show('round(a, 2), round(a, -2), round(b)')
show('a.hex(), float.fromhex(a.hex()) == a')
show('sorted(xs), max(xs), min(xs, key=abs)')
show('[repr(x) for x in xs]')
show('{1.0: "x", 1: "y", True: "z"}')
show('f"{a:.3f} {a:e} {a:g} {b:%} {a:,.2f} {b:>12.4}"')
show('divmod(a, -b)')
show('math.log(0)')
