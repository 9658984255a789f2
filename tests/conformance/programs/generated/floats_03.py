"""floats_03: written by generate.py."""
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


a = -474931.29421505716
b = 8.443959294986984
xs = [4457.68387, -0.1, 9716.639639, -0.0, -306.3659, -93341.4995178, -180883.1199503, -0.835]
show('float("1e400"), float("-1e-400")')
show('math.log(0)')
show('complex(a, b) * complex(b, a), abs(complex(3, 4))')
show('f"{a:.3f} {a:e} {a:g} {b:%} {a:,.2f} {b:>12.4}"')
show('[repr(x) for x in xs]')
show('a.as_integer_ratio()')
show('math.isclose(a, a + 1e-9), math.isfinite(a), math.isnan(a - a)')
show('float("nan") != float("nan"), float("-inf") < a')
show('math.sqrt(b), math.hypot(a, b), math.dist((a, b), (1, 2))')
show('[float(str(x)) == x for x in xs]')
show('math.sqrt(-b)')
show('math.nextafter(a, math.inf), math.ulp(b)')
show('{1.0: "x", 1: "y", True: "z"}')
show('math.fsum(xs), sum(xs)')
show('math.frexp(a), math.ldexp(b, 10), math.modf(a)')
show('[math.cbrt(x ** 3) - x < 1e-6 for x in (1.0, 2.0)]')
