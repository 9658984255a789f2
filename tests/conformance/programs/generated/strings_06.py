"""strings_06: written by generate.py."""
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


ws = ['delta', 'Ωmega', 'grove', 'niche', 'fjord', 'maple', 'prairie', 'delta']
s = 'niche jetty grove Ωmega fjord'
n = 7
show('s.upper(), s.title(), s.swapcase(), s.casefold()')
show('"{} {}".format(1)')
show('s.encode("ascii", "xmlcharrefreplace"), s.encode("latin-1", "backslashreplace")')
show('s.encode("ascii")')
show('[w.zfill(n + 5) for w in ws]')
show('string.Template("$who has $$n").substitute(who=ws[0])')
show('[c.isalpha() for c in s[:n]], s.isidentifier(), ws[0].isascii()')
show('unicodedata.normalize("NFD", s), [unicodedata.name(c) for c in s if ord(c) > 127]')
show('b"\\xff\\xfe".decode("utf-8")')
show('ws[0] in s, s.startswith(("a", "b", ws[0])), s.endswith("")')
show('string.capwords(s), string.punctuation')
show('s.index("zz")')
show('[ord(c) for c in ws[0]], chr(8364 + n), "\\N{BULLET}"')
show('s.split(), s.rsplit(" ", 1), s.partition("e")')
show('s.encode(), s.encode("utf-16-le")[:12]')
show('[w.strip("aeiou") for w in ws], [w.removeprefix("am") for w in ws]')
