"""decimals_09: written by generate.py."""
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


a = '90465.050527'
b = '51.0'
p = 15
show('decimal.Decimal(a).adjusted(), decimal.Decimal(a).scaleb(3), decimal.Decimal(a).copy_negate()')
show('decimal.Decimal(a).as_tuple(), decimal.Decimal(b).as_integer_ratio()')
show('sum(map(decimal.Decimal, (a, b, "0.1"))), decimal.Decimal(a) == fractions.Fraction(a)')
show('decimal.Decimal(a).quantize(decimal.Decimal("0.01")), decimal.Decimal(a).quantize(decimal.Decimal("1"), decimal.ROUND_FLOOR)')
show('decimal.Context(prec=p).exp(decimal.Decimal(b) / 100), decimal.Context(prec=p).log10(decimal.Decimal(b))')
show('decimal.Decimal("1e999999") * 10, decimal.Decimal(a).logb()')
show('max(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(a).compare(decimal.Decimal(b))')
show('decimal.Decimal(a).to_eng_string(), decimal.Decimal("1E+9").normalize(), decimal.Decimal("100").normalize()')
show('fractions.Fraction(a) + fractions.Fraction(b), fractions.Fraction(a).limit_denominator(100)')
show('format(fractions.Fraction(b), ".5f"), round(fractions.Fraction(a), 1), fractions.Fraction("3/4") == 0.75')
show('f"{decimal.Decimal(a):,.2f} {decimal.Decimal(b):e} {decimal.Decimal(a):>+20.3f}"')
show('fractions.Fraction(3, 0)')
show('hash(decimal.Decimal("2.0")) == hash(2), repr(decimal.getcontext())')
show('decimal.Decimal(0.1), decimal.Decimal.from_float(float(b))')
show('decimal.Decimal("abc")')
show('float(decimal.Decimal(a)), int(decimal.Decimal(a)), round(decimal.Decimal(a), 2)')
