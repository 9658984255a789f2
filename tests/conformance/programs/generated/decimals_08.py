"""decimals_08: written by generate.py."""
import re
import decimal
import fractions


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


a = '-18273.30539'
b = '14.125'
p = 19
show('decimal.Context(prec=p).sqrt(decimal.Decimal(b)), decimal.Context(prec=p).ln(decimal.Decimal(b))')
show('decimal.Decimal(0.1), decimal.Decimal.from_float(float(b))')
show('decimal.Decimal(a) + 0.5')
show('format(fractions.Fraction(b), ".5f"), round(fractions.Fraction(a), 1), fractions.Fraction("3/4") == 0.75')
show('f"{decimal.Decimal(a):,.2f} {decimal.Decimal(b):e} {decimal.Decimal(a):>+20.3f}"')
show('decimal.Decimal("1e999999") * 10, decimal.Decimal(a).logb()')
show('decimal.Decimal("abc")')
show('decimal.Decimal(a) % decimal.Decimal(b), decimal.Decimal(a) // decimal.Decimal(b)')
show('sum(map(decimal.Decimal, (a, b, "0.1"))), decimal.Decimal(a) == fractions.Fraction(a)')
show('decimal.Decimal(a) / decimal.Decimal(b)')
show('decimal.Decimal("1.1").fma(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(b).next_plus()')
show('decimal.Context(prec=3, traps=[decimal.Inexact]).multiply(decimal.Decimal(a), decimal.Decimal(b))')
show('decimal.Decimal(a).to_eng_string(), decimal.Decimal("1E+9").normalize(), decimal.Decimal("100").normalize()')
show('fractions.Fraction(3, 0)')
show('fractions.Fraction(a) + fractions.Fraction(b), fractions.Fraction(a).limit_denominator(100)')
show('fractions.Fraction(a) ** 3, float(fractions.Fraction(b) / 7), fractions.Fraction(b) % 1')
