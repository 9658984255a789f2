"""decimals_07: written by generate.py."""
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


a = '-64091.153501'
b = '14.375'
p = 35
show('float(decimal.Decimal(a)), int(decimal.Decimal(a)), round(decimal.Decimal(a), 2)')
show('decimal.Decimal("1.1").fma(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(b).next_plus()')
show('decimal.Decimal(a).as_tuple(), decimal.Decimal(b).as_integer_ratio()')
show('decimal.Context(prec=p).divide(decimal.Decimal(a), decimal.Decimal(b))')
show('decimal.Decimal(a).quantize(decimal.Decimal("0.01")), decimal.Decimal(a).quantize(decimal.Decimal("1"), decimal.ROUND_FLOOR)')
show('fractions.Fraction(3, 0)')
show('decimal.Decimal(a).adjusted(), decimal.Decimal(a).scaleb(3), decimal.Decimal(a).copy_negate()')
show('decimal.Decimal(2) ** 500, decimal.Decimal(b).sqrt()')
show('decimal.Context(prec=p).sqrt(decimal.Decimal(b)), decimal.Context(prec=p).ln(decimal.Decimal(b))')
show('hash(decimal.Decimal("2.0")) == hash(2), repr(decimal.getcontext())')
show('max(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(a).compare(decimal.Decimal(b))')
show('decimal.Decimal(a) + 0.5')
show('decimal.Context(prec=p).exp(decimal.Decimal(b) / 100), decimal.Context(prec=p).log10(decimal.Decimal(b))')
show('fractions.Fraction(a) ** 3, float(fractions.Fraction(b) / 7), fractions.Fraction(b) % 1')
show('decimal.Decimal(a) % decimal.Decimal(b), decimal.Decimal(a) // decimal.Decimal(b)')
show('decimal.Decimal(a).to_eng_string(), decimal.Decimal("1E+9").normalize(), decimal.Decimal("100").normalize()')
