"""floats_12: written by generate.py."""
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


a = -197160.36369940953
b = 3.6043766748403385
xs = [0.00221115, 378.6, -9.108, 0.084887096, 0.0003494, 0.069149432, 70.237, 0.0032]
show('math.sumprod(xs, xs)')
show('a + b, a - b, a * b')
show('{1.0: "x", 1: "y", True: "z"}')
show('math.log(0)')
show('sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig')
show('[math.cbrt(x ** 3) - x < 1e-6 for x in (1.0, 2.0)]')
show('math.fma(a, b, 1.0)')
show('math.prod(xs)')
show('math.nextafter(a, math.inf), math.ulp(b)')
show('math.sqrt(b), math.hypot(a, b), math.dist((a, b), (1, 2))')
show('math.copysign(b, a), math.fabs(a), math.fmod(a, b), math.remainder(a, b)')
show('f"{a:.3f} {a:e} {a:g} {b:%} {a:,.2f} {b:>12.4}"')
show('float("nan") != float("nan"), float("-inf") < a')
show('a.as_integer_ratio()')
show('[float(str(x)) == x for x in xs]')
show('sorted(xs), max(xs), min(xs, key=abs)')
