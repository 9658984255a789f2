"""floats_11: written by generate.py."""
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


a = 975778.4957204112
b = 7.298202431448435
xs = [-345.1, 3.0695112, -591.7042652, 0.000157897, -0.0007, -0.001, -0.9502504, -0.0]
show('[float(str(x)) == x for x in xs]')
show('["%.6g" % getattr(math, f)(b / 11) for f in ("sin", "cos", "tan", "asin", "atan", "sinh", "tanh", "erf", "gamma", "lgamma", "expm1", "log1p")]')
show('a.hex(), float.fromhex(a.hex()) == a')
show('sorted(xs), max(xs), min(xs, key=abs)')
show('round(a, 2), round(a, -2), round(b)')
show('math.sqrt(-b)')
show('math.nextafter(a, math.inf), math.ulp(b)')
show('a.as_integer_ratio()')
show('a + b, a - b, a * b')
show('math.sumprod(xs, xs)')
show('float("nan") != float("nan"), float("-inf") < a')
show('math.isclose(a, a + 1e-9), math.isfinite(a), math.isnan(a - a)')
show('float("1e400"), float("-1e-400")')
show('math.fma(a, b, 1.0)')
show('math.exp(1000)')
show('fractions.Fraction(b).limit_denominator(1000)')
