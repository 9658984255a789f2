"""decimals_12: written by generate.py."""
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


a = '-4999.942286'
b = '26.875'
p = 37
show('decimal.Context(prec=p).power(decimal.Decimal(b), decimal.Decimal("0.3"))')
show('decimal.Decimal(a) / decimal.Decimal(b)')
show('decimal.Decimal(a).quantize(decimal.Decimal("0.01")), decimal.Decimal(a).quantize(decimal.Decimal("1"), decimal.ROUND_FLOOR)')
show('fractions.Fraction(a) ** 3, float(fractions.Fraction(b) / 7), fractions.Fraction(b) % 1')
show('fractions.Fraction(3, 0)')
show('sum(map(decimal.Decimal, (a, b, "0.1"))), decimal.Decimal(a) == fractions.Fraction(a)')
show('decimal.Decimal(a).as_tuple(), decimal.Decimal(b).as_integer_ratio()')
show('decimal.Decimal(0.1), decimal.Decimal.from_float(float(b))')
show('decimal.Context(prec=p).divide(decimal.Decimal(a), decimal.Decimal(b))')
show('decimal.Decimal(a) + 0.5')
show('format(fractions.Fraction(b), ".5f"), round(fractions.Fraction(a), 1), fractions.Fraction("3/4") == 0.75')
show('decimal.Decimal(a).adjusted(), decimal.Decimal(a).scaleb(3), decimal.Decimal(a).copy_negate()')
show('decimal.Decimal("1.1").fma(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(b).next_plus()')
show('decimal.Decimal(1) / decimal.Decimal(0)')
show('hash(decimal.Decimal("2.0")) == hash(2), repr(decimal.getcontext())')
show('decimal.Context(prec=p).exp(decimal.Decimal(b) / 100), decimal.Context(prec=p).log10(decimal.Decimal(b))')
