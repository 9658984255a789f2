"""strings_07: written by generate.py."""
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


ws = ['birch', 'ocean', 'maple', 'naïve', 'quartz', 'maple', 'quartz', 'tundra']
s = 'lagoon ember lagoon grove ember'
n = 5
show('s.expandtabs(n), "a\\tb\\tc".expandtabs(n)')
show('[ord(c) for c in ws[0]], chr(8364 + n), "\\N{BULLET}"')
show('s * 2 < s * 3, s == s.lower(), "é" < "z"')
show('s.split(), s.rsplit(" ", 1), s.partition("e")')
show('s.center(50, "*"), s.rjust(40), s.ljust(40, ".")')
show('s.splitlines(), "a\\r\\nb\\x0bc".splitlines(True)')
show('f"{n=} {s!a:.30} {n:{n}d}"')
show('b"\\xff\\xfe".decode("utf-8")')
show('"%s %r %5d %x %c %%" % (ws[0], ws[1], n, 255, 65)')
show('"{} {}".format(1)')
show('string.capwords(s), string.punctuation')
show('[w.zfill(n + 5) for w in ws]')
show('[c.isalpha() for c in s[:n]], s.isidentifier(), ws[0].isascii()')
show('textwrap.wrap(s * 3, 25), textwrap.shorten(s * 3, 30)')
show('repr("\\x00\\u2028" + ws[0] + "\'\\""), ascii(s)')
show('s.replace("e", "E", n), s.count("e"), s.find("r"), s.rfind("zz")')
