"""floats_05: written by generate.py."""
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


a = 242988.5598427786
b = 2.9360084081757156
xs = [-85258.97, 0.00852, 7572.4, 2431.324, -0.195, -939.261079382, -8.44, 0.0167]
show('a.as_integer_ratio()')
show('complex(a, b) * complex(b, a), abs(complex(3, 4))')
show('int(float("inf"))')
show('math.fsum(xs), sum(xs)')
show('math.exp(1000)')
show('math.prod(xs)')
show('math.sumprod(xs, xs)')
show('a / b, a // b, a % b')
show('a + b, a - b, a * b')
show('a.hex(), float.fromhex(a.hex()) == a')
show('math.sqrt(b), math.hypot(a, b), math.dist((a, b), (1, 2))')
show('math.copysign(b, a), math.fabs(a), math.fmod(a, b), math.remainder(a, b)')
show('fractions.Fraction(b).limit_denominator(1000)')
show('sorted(xs), max(xs), min(xs, key=abs)')
show('math.log(0)')
show('math.fma(a, b, 1.0)')
