"""strings_10: written by generate.py."""
import re
import string
import textwrap
import unicodedata


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


ws = ['amber', 'islet', 'Ωmega', 'grove', 'ember', 'tundra', 'delta', 'amber']
s = 'fjord tundra delta ember naïve'
n = 9
show('str.maketrans("abc", "xyz"), s.translate(str.maketrans("aeiou", "12345"))')
show('b"\\xff\\xfe".decode("utf-8")')
show('string.capwords(s), string.punctuation')
show('s.center(50, "*"), s.rjust(40), s.ljust(40, ".")')
show('b"\\xff\\xfe".decode("utf-8", "replace"), b"ab\\xe9".decode("cp1252")')
show('[ord(c) for c in ws[0]], chr(8364 + n), "\\N{BULLET}"')
show('textwrap.wrap(s * 3, 25), textwrap.shorten(s * 3, 30)')
show('s.split(), s.rsplit(" ", 1), s.partition("e")')
show('s.upper(), s.title(), s.swapcase(), s.casefold()')
show('"%s %r %5d %x %c %%" % (ws[0], ws[1], n, 255, 65)')
show('s.index("zz")')
show('[w.strip("aeiou") for w in ws], [w.removeprefix("am") for w in ws]')
show('"{} {}".format(1)')
show('s.encode(), s.encode("utf-16-le")[:12]')
show('repr("\\x00\\u2028" + ws[0] + "\'\\""), ascii(s)')
show('string.Template("$who has $$n").substitute(who=ws[0])')
