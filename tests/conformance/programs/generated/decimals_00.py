"""decimals_00: written by generate.py."""
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


a = '88323.424756'
b = '52.25'
p = 7
show('decimal.Context(prec=3, traps=[decimal.Inexact]).multiply(decimal.Decimal(a), decimal.Decimal(b))')
show('hash(decimal.Decimal("2.0")) == hash(2), repr(decimal.getcontext())')
show('decimal.Decimal(a) + decimal.Decimal(b), decimal.Decimal(a) * decimal.Decimal(b)')
show('sum(map(decimal.Decimal, (a, b, "0.1"))), decimal.Decimal(a) == fractions.Fraction(a)')
show('decimal.Context(prec=p).exp(decimal.Decimal(b) / 100), decimal.Context(prec=p).log10(decimal.Decimal(b))')
show('decimal.Decimal(a) + 0.5')
show('decimal.Decimal(0.1), decimal.Decimal.from_float(float(b))')
show('fractions.Fraction(a) ** 3, float(fractions.Fraction(b) / 7), fractions.Fraction(b) % 1')
show('max(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(a).compare(decimal.Decimal(b))')
show('decimal.Context(prec=p).sqrt(decimal.Decimal(b)), decimal.Context(prec=p).ln(decimal.Decimal(b))')
show('decimal.Decimal(2) ** 500, decimal.Decimal(b).sqrt()')
show('decimal.Decimal(1) / decimal.Decimal(0)')
show('fractions.Fraction(a) + fractions.Fraction(b), fractions.Fraction(a).limit_denominator(100)')
show('decimal.Decimal(a).adjusted(), decimal.Decimal(a).scaleb(3), decimal.Decimal(a).copy_negate()')
show('float(decimal.Decimal(a)), int(decimal.Decimal(a)), round(decimal.Decimal(a), 2)')
show('decimal.Decimal(a) / decimal.Decimal(b)')
