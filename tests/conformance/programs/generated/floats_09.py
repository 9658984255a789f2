"""floats_09: written by generate.py."""
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


a = 615158.6141383091
b = 4.252556860424051
xs = [5992.32520872, 3050.158, -909.502732, 35202.26, -0.6, -89.25854321, -0.037, 56.9]
show('int(float("inf"))')
show('math.fsum(xs), sum(xs)')
show('[repr(x) for x in xs]')
show('a / b, a // b, a % b')
show('math.sumprod(xs, xs)')
show('"%10.3f|%-12.2e|%g" % (a, b, a)')
show('a.hex(), float.fromhex(a.hex()) == a')
show('float("1e400"), float("-1e-400")')
show('float("nan") != float("nan"), float("-inf") < a')
show('["%.6g" % getattr(math, f)(b / 11) for f in ("sin", "cos", "tan", "asin", "atan", "sinh", "tanh", "erf", "gamma", "lgamma", "expm1", "log1p")]')
show('math.isclose(a, a + 1e-9), math.isfinite(a), math.isnan(a - a)')
show('divmod(a, -b)')
show('sorted(xs), max(xs), min(xs, key=abs)')
show('math.log(0)')
show('a + b, a - b, a * b')
show('f"{a:.3f} {a:e} {a:g} {b:%} {a:,.2f} {b:>12.4}"')
