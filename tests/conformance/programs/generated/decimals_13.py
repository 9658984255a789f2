"""decimals_13: written by generate.py."""
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


a = '2815.865711'
b = '81.375'
p = 22
show('decimal.Decimal(a).quantize(decimal.Decimal("0.01")), decimal.Decimal(a).quantize(decimal.Decimal("1"), decimal.ROUND_FLOOR)')
show('decimal.Decimal("abc")')
show('decimal.Decimal(a) / decimal.Decimal(b)')
show('decimal.Decimal(2) ** 500, decimal.Decimal(b).sqrt()')
show('format(fractions.Fraction(b), ".5f"), round(fractions.Fraction(a), 1), fractions.Fraction("3/4") == 0.75')
show('float(decimal.Decimal(a)), int(decimal.Decimal(a)), round(decimal.Decimal(a), 2)')
show('sum(map(decimal.Decimal, (a, b, "0.1"))), decimal.Decimal(a) == fractions.Fraction(a)')
show('decimal.Decimal(a) + decimal.Decimal(b), decimal.Decimal(a) * decimal.Decimal(b)')
show('decimal.Context(prec=p).divide(decimal.Decimal(a), decimal.Decimal(b))')
show('decimal.Context(prec=3, traps=[decimal.Inexact]).multiply(decimal.Decimal(a), decimal.Decimal(b))')
show('fractions.Fraction(a) + fractions.Fraction(b), fractions.Fraction(a).limit_denominator(100)')
show('decimal.Context(prec=p).sqrt(decimal.Decimal(b)), decimal.Context(prec=p).ln(decimal.Decimal(b))')
show('decimal.Decimal("NaN").is_nan(), decimal.Decimal("-Infinity"), decimal.Decimal("sNaN").is_snan()')
show('fractions.Fraction(a) ** 3, float(fractions.Fraction(b) / 7), fractions.Fraction(b) % 1')
show('decimal.Decimal(0.1), decimal.Decimal.from_float(float(b))')
show('f"{decimal.Decimal(a):,.2f} {decimal.Decimal(b):e} {decimal.Decimal(a):>+20.3f}"')
