"""floats_00: written by generate.py."""
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


a = -286156.23024375655
b = 9.097666856678071
xs = [5.172808, 42.910435009, 0.069832, 0.07, 5.70154666, -8815.02668612, -0.970125, -402.020128433]
show('a.hex(), float.fromhex(a.hex()) == a')
show('math.sqrt(-b)')
show('complex(a, b) * complex(b, a), abs(complex(3, 4))')
show('math.fsum(xs), sum(xs)')
show('[float(str(x)) == x for x in xs]')
show('math.nextafter(a, math.inf), math.ulp(b)')
show('math.floor(a), math.ceil(a), math.trunc(a)')
show('int(float("inf"))')
show('sorted(xs), max(xs), min(xs, key=abs)')
show('a + b, a - b, a * b')
show('sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig')
show('fractions.Fraction(b).limit_denominator(1000)')
show('a.as_integer_ratio()')
show('math.log(0)')
show('divmod(a, -b)')
show('[repr(x) for x in xs]')
