"""floats_06: written by generate.py."""
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


a = -124430.96988924826
b = 6.88479426081774
xs = [5144.144864, -0.0526, 9.3, -65.317232, 7779.724374, -0.00069034, -0.0007, -117033.328091694]
show('math.log(0)')
show('math.fma(a, b, 1.0)')
show('math.frexp(a), math.ldexp(b, 10), math.modf(a)')
show('"%10.3f|%-12.2e|%g" % (a, b, a)')
show('[repr(x) for x in xs]')
show('{1.0: "x", 1: "y", True: "z"}')
show('sorted(xs), max(xs), min(xs, key=abs)')
show('math.isclose(a, a + 1e-9), math.isfinite(a), math.isnan(a - a)')
show('math.floor(a), math.ceil(a), math.trunc(a)')
show('a + b, a - b, a * b')
show('complex(a, b) * complex(b, a), abs(complex(3, 4))')
show('a / b, a // b, a % b')
show('[float(str(x)) == x for x in xs]')
show('float("1e400"), float("-1e-400")')
show('math.exp(1000)')
show('f"{a:.3f} {a:e} {a:g} {b:%} {a:,.2f} {b:>12.4}"')
