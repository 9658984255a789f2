"""floats_07: written by generate.py."""
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


a = 983798.0751844547
b = 8.188884984241888
xs = [8470.7882, -577.10974, 12783.8081558, 0.48, 0.08899, 0.055589574, -0.6434648, -0.0003]
show('float("nan") != float("nan"), float("-inf") < a')
show('a.as_integer_ratio()')
show('math.sumprod(xs, xs)')
show('a.hex(), float.fromhex(a.hex()) == a')
show('math.log(0)')
show('int(float("inf"))')
show('f"{a:.3f} {a:e} {a:g} {b:%} {a:,.2f} {b:>12.4}"')
show('a / b, a // b, a % b')
show('[float(str(x)) == x for x in xs]')
show('round(a, 2), round(a, -2), round(b)')
show('math.fma(a, b, 1.0)')
show('math.isclose(a, a + 1e-9), math.isfinite(a), math.isnan(a - a)')
show('math.exp(1000)')
show('sorted(xs), max(xs), min(xs, key=abs)')
show('math.fsum(xs), sum(xs)')
show('int(b * 1e20)')
