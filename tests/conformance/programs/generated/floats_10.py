"""floats_10: written by generate.py."""
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


a = -400994.983336368
b = 1.8717013803124327
xs = [0.009836849, -2.06162913, -0.004929, -0.057521, -474.92, -20.547, -0.004915089, -0.0]
show('math.floor(a), math.ceil(a), math.trunc(a)')
show('math.nextafter(a, math.inf), math.ulp(b)')
show('[math.cbrt(x ** 3) - x < 1e-6 for x in (1.0, 2.0)]')
show('round(a, 2), round(a, -2), round(b)')
show('math.sumprod(xs, xs)')
show('"%10.3f|%-12.2e|%g" % (a, b, a)')
show('f"{a:.3f} {a:e} {a:g} {b:%} {a:,.2f} {b:>12.4}"')
show('sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig')
show('fractions.Fraction(b).limit_denominator(1000)')
show('int(b * 1e20)')
show('math.fsum(xs), sum(xs)')
show('math.exp(1000)')
show('a + b, a - b, a * b')
show('[float(str(x)) == x for x in xs]')
show('math.log(0)')
show('int(float("inf"))')
