"""decimals_10: written by generate.py."""
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


a = '94170.453418'
b = '43.125'
p = 37
show('decimal.Decimal(a).as_tuple(), decimal.Decimal(b).as_integer_ratio()')
show('fractions.Fraction(a) ** 3, float(fractions.Fraction(b) / 7), fractions.Fraction(b) % 1')
show('float(decimal.Decimal(a)), int(decimal.Decimal(a)), round(decimal.Decimal(a), 2)')
show('decimal.Context(prec=p).exp(decimal.Decimal(b) / 100), decimal.Context(prec=p).log10(decimal.Decimal(b))')
show('decimal.Decimal(a) + decimal.Decimal(b), decimal.Decimal(a) * decimal.Decimal(b)')
show('decimal.Decimal(a) + 0.5')
show('decimal.Decimal("abc")')
show('f"{decimal.Decimal(a):,.2f} {decimal.Decimal(b):e} {decimal.Decimal(a):>+20.3f}"')
show('sum(map(decimal.Decimal, (a, b, "0.1"))), decimal.Decimal(a) == fractions.Fraction(a)')
show('hash(decimal.Decimal("2.0")) == hash(2), repr(decimal.getcontext())')
show('decimal.Decimal(a) % decimal.Decimal(b), decimal.Decimal(a) // decimal.Decimal(b)')
show('max(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(a).compare(decimal.Decimal(b))')
show('decimal.Decimal(2) ** 500, decimal.Decimal(b).sqrt()')
show('decimal.Decimal("NaN").is_nan(), decimal.Decimal("-Infinity"), decimal.Decimal("sNaN").is_snan()')
show('decimal.Decimal(a).to_eng_string(), decimal.Decimal("1E+9").normalize(), decimal.Decimal("100").normalize()')
show('[decimal.Decimal("2.5").quantize(decimal.Decimal(1), mode) for mode in ("ROUND_UP", "ROUND_DOWN", "ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_05UP")]')
