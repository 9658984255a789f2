"""decimals_11: written by generate.py."""
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


a = '-23010.421702'
b = '24.75'
p = 4
show('[decimal.Decimal("2.5").quantize(decimal.Decimal(1), mode) for mode in ("ROUND_UP", "ROUND_DOWN", "ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_05UP")]')
show('decimal.Decimal(1) / decimal.Decimal(0)')
show('decimal.Decimal(a) % decimal.Decimal(b), decimal.Decimal(a) // decimal.Decimal(b)')
show('decimal.Decimal(a) / decimal.Decimal(b)')
show('decimal.Decimal(a).adjusted(), decimal.Decimal(a).scaleb(3), decimal.Decimal(a).copy_negate()')
show('sum(map(decimal.Decimal, (a, b, "0.1"))), decimal.Decimal(a) == fractions.Fraction(a)')
show('decimal.Decimal("NaN").is_nan(), decimal.Decimal("-Infinity"), decimal.Decimal("sNaN").is_snan()')
show('fractions.Fraction(a) + fractions.Fraction(b), fractions.Fraction(a).limit_denominator(100)')
show('decimal.Context(prec=3, traps=[decimal.Inexact]).multiply(decimal.Decimal(a), decimal.Decimal(b))')
show('fractions.Fraction(a) ** 3, float(fractions.Fraction(b) / 7), fractions.Fraction(b) % 1')
show('decimal.Decimal(0.1), decimal.Decimal.from_float(float(b))')
show('decimal.Decimal("1.1").fma(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(b).next_plus()')
show('decimal.Decimal("abc")')
show('decimal.Decimal(a).to_eng_string(), decimal.Decimal("1E+9").normalize(), decimal.Decimal("100").normalize()')
show('decimal.Decimal("1e999999") * 10, decimal.Decimal(a).logb()')
show('max(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(a).compare(decimal.Decimal(b))')
