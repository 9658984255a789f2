"""floats_13: written by generate.py."""
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


a = -299796.40652533935
b = 7.770851101456935
xs = [4280.134, -58969.15024, 4.3, 727.5964, -9.013, -89858.086408, 8.954934, -933356.23472975]
show('a.as_integer_ratio()')
show('math.fma(a, b, 1.0)')
show('f"{a:.3f} {a:e} {a:g} {b:%} {a:,.2f} {b:>12.4}"')
show('float("1e400"), float("-1e-400")')
show('math.log(0)')
show('math.floor(a), math.ceil(a), math.trunc(a)')
show('math.sumprod(xs, xs)')
show('fractions.Fraction(b).limit_denominator(1000)')
show('{1.0: "x", 1: "y", True: "z"}')
show('math.nextafter(a, math.inf), math.ulp(b)')
show('math.sqrt(-b)')
show('math.frexp(a), math.ldexp(b, 10), math.modf(a)')
show('[float(str(x)) == x for x in xs]')
show('complex(a, b) * complex(b, a), abs(complex(3, 4))')
show('math.fsum(xs), sum(xs)')
show('a.hex(), float.fromhex(a.hex()) == a')
