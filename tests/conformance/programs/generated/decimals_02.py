"""decimals_02: written by generate.py."""
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


a = '93494.236838'
b = '72.25'
p = 40
show('[decimal.Decimal("2.5").quantize(decimal.Decimal(1), mode) for mode in ("ROUND_UP", "ROUND_DOWN", "ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_05UP")]')
show('decimal.Decimal(a) + decimal.Decimal(b), decimal.Decimal(a) * decimal.Decimal(b)')
show('decimal.Context(prec=3, traps=[decimal.Inexact]).multiply(decimal.Decimal(a), decimal.Decimal(b))')
show('decimal.Context(prec=p).exp(decimal.Decimal(b) / 100), decimal.Context(prec=p).log10(decimal.Decimal(b))')
show('decimal.Decimal(2) ** 500, decimal.Decimal(b).sqrt()')
show('max(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(a).compare(decimal.Decimal(b))')
show('decimal.Decimal(0.1), decimal.Decimal.from_float(float(b))')
show('decimal.Decimal(a).adjusted(), decimal.Decimal(a).scaleb(3), decimal.Decimal(a).copy_negate()')
show('decimal.Decimal(a).quantize(decimal.Decimal("0.01")), decimal.Decimal(a).quantize(decimal.Decimal("1"), decimal.ROUND_FLOOR)')
show('format(fractions.Fraction(b), ".5f"), round(fractions.Fraction(a), 1), fractions.Fraction("3/4") == 0.75')
show('decimal.Context(prec=p).sqrt(decimal.Decimal(b)), decimal.Context(prec=p).ln(decimal.Decimal(b))')
show('decimal.Decimal("1e999999") * 10, decimal.Decimal(a).logb()')
show('decimal.Decimal(a).to_eng_string(), decimal.Decimal("1E+9").normalize(), decimal.Decimal("100").normalize()')
show('decimal.Decimal("abc")')
show('decimal.Decimal(a) % decimal.Decimal(b), decimal.Decimal(a) // decimal.Decimal(b)')
show('decimal.Context(prec=p).divide(decimal.Decimal(a), decimal.Decimal(b))')
