"""floats_04: written by generate.py."""
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


a = -112281.82578658813
b = 0.5965941134567954
xs = [0.000836, -1.665194, 0.00097985, -6.27, 59776.1859, 938.34, -0.07, -24616.30874]
show('math.log(0)')
show('math.frexp(a), math.ldexp(b, 10), math.modf(a)')
show('math.copysign(b, a), math.fabs(a), math.fmod(a, b), math.remainder(a, b)')
show('"%10.3f|%-12.2e|%g" % (a, b, a)')
show('sorted(xs), max(xs), min(xs, key=abs)')
show('[float(str(x)) == x for x in xs]')
show('math.sumprod(xs, xs)')
show('math.nextafter(a, math.inf), math.ulp(b)')
show('["%.6g" % getattr(math, f)(b / 11) for f in ("sin", "cos", "tan", "asin", "atan", "sinh", "tanh", "erf", "gamma", "lgamma", "expm1", "log1p")]')
show('math.isclose(a, a + 1e-9), math.isfinite(a), math.isnan(a - a)')
show('math.prod(xs)')
show('a / b, a // b, a % b')
show('float("nan") != float("nan"), float("-inf") < a')
show('a.as_integer_ratio()')
show('divmod(a, -b)')
show('math.exp(1000)')
