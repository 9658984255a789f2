"""strings_13: written by generate.py."""
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


ws = ['amber', 'birch', 'ridge', 'prairie', 'prairie', 'maple', 'maple', 'ocean']
s = 'naïve heron prairie naïve cedar'
n = 2
show('string.capwords(s), string.punctuation')
show('bytes(s, "utf-8").decode("utf-8", "strict") == s')
show('[w.strip("aeiou") for w in ws], [w.removeprefix("am") for w in ws]')
show('sorted(ws), sorted(ws, key=str.casefold, reverse=True), max(ws, key=len)')
show('"-".join(ws), ws[::-1], s[::-n]')
show('f"{n=} {s!a:.30} {n:{n}d}"')
show('string.Template("$who has $$n").substitute(who=ws[0])')
show('s * 2 < s * 3, s == s.lower(), "é" < "z"')
show('[c.isalpha() for c in s[:n]], s.isidentifier(), ws[0].isascii()')
show('s.replace("e", "E", n), s.count("e"), s.find("r"), s.rfind("zz")')
show('"{0!r:>20} {1:^9} {x[1]}".format(ws[0], n, x=ws)')
show('[w.zfill(n + 5) for w in ws]')
show('s.encode(), s.encode("utf-16-le")[:12]')
show('b"\\xff\\xfe".decode("utf-8", "replace"), b"ab\\xe9".decode("cp1252")')
show('[ord(c) for c in ws[0]], chr(8364 + n), "\\N{BULLET}"')
show('unicodedata.normalize("NFD", s), [unicodedata.name(c) for c in s if ord(c) > 127]')
