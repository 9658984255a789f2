"""floats_01: written by generate.py."""
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


a = 68842.94141641702
b = 5.678605234604572
xs = [-875.246199, 7.5802, -0.311406, -0.0, 3.5348988, 0.02018, 864274.035223529, -0.61723]
show('a + b, a - b, a * b')
show('"%10.3f|%-12.2e|%g" % (a, b, a)')
show('math.sumprod(xs, xs)')
show('{1.0: "x", 1: "y", True: "z"}')
show('float("nan") != float("nan"), float("-inf") < a')
show('math.frexp(a), math.ldexp(b, 10), math.modf(a)')
show('math.nextafter(a, math.inf), math.ulp(b)')
show('sorted(xs), max(xs), min(xs, key=abs)')
show('math.log(0)')
show('math.copysign(b, a), math.fabs(a), math.fmod(a, b), math.remainder(a, b)')
show('complex(a, b) * complex(b, a), abs(complex(3, 4))')
show('math.sqrt(-b)')
show('int(float("inf"))')
show('a.hex(), float.fromhex(a.hex()) == a')
show('math.isclose(a, a + 1e-9), math.isfinite(a), math.isnan(a - a)')
show('[float(str(x)) == x for x in xs]')
