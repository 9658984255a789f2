"""decimals_05: written by generate.py."""
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


a = '-90430.734222'
b = '115.5'
p = 32
show('decimal.Context(prec=p).sqrt(decimal.Decimal(b)), decimal.Context(prec=p).ln(decimal.Decimal(b))')
show('float(decimal.Decimal(a)), int(decimal.Decimal(a)), round(decimal.Decimal(a), 2)')
show('decimal.Decimal("1.1").fma(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(b).next_plus()')
show('decimal.Decimal(a).quantize(decimal.Decimal("0.01")), decimal.Decimal(a).quantize(decimal.Decimal("1"), decimal.ROUND_FLOOR)')
show('decimal.Decimal(a) % decimal.Decimal(b), decimal.Decimal(a) // decimal.Decimal(b)')
show('decimal.Decimal(a) + 0.5')
show('decimal.Decimal(a).to_eng_string(), decimal.Decimal("1E+9").normalize(), decimal.Decimal("100").normalize()')
show('decimal.Decimal(1) / decimal.Decimal(0)')
show('decimal.Context(prec=p).divide(decimal.Decimal(a), decimal.Decimal(b))')
show('fractions.Fraction(a) ** 3, float(fractions.Fraction(b) / 7), fractions.Fraction(b) % 1')
show('decimal.Context(prec=3, traps=[decimal.Inexact]).multiply(decimal.Decimal(a), decimal.Decimal(b))')
show('decimal.Decimal(a).adjusted(), decimal.Decimal(a).scaleb(3), decimal.Decimal(a).copy_negate()')
show('f"{decimal.Decimal(a):,.2f} {decimal.Decimal(b):e} {decimal.Decimal(a):>+20.3f}"')
show('decimal.Context(prec=p).power(decimal.Decimal(b), decimal.Decimal("0.3"))')
show('fractions.Fraction(3, 0)')
show('decimal.Decimal("1e999999") * 10, decimal.Decimal(a).logb()')
