"""strings_04: written by generate.py."""
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


ws = ['amber', 'maple', 'cedar', 'prairie', 'ember', 'amber', 'ember', 'heron']
s = 'niche straße prairie delta lagoon'
n = 8
show('s.splitlines(), "a\\r\\nb\\x0bc".splitlines(True)')
show('[ord(c) for c in ws[0]], chr(8364 + n), "\\N{BULLET}"')
show('unicodedata.normalize("NFD", s), [unicodedata.name(c) for c in s if ord(c) > 127]')
show('f"{n=} {s!a:.30} {n:{n}d}"')
show('s.upper(), s.title(), s.swapcase(), s.casefold()')
show('str.maketrans("abc", "xyz"), s.translate(str.maketrans("aeiou", "12345"))')
show('b"\\xff\\xfe".decode("utf-8", "replace"), b"ab\\xe9".decode("cp1252")')
show('s.encode(), s.encode("utf-16-le")[:12]')
show('textwrap.indent("\\n".join(ws), "> "), textwrap.dedent("  a\\n   b")')
show('"{} {}".format(1)')
show('s.split(), s.rsplit(" ", 1), s.partition("e")')
show('s.expandtabs(n), "a\\tb\\tc".expandtabs(n)')
show('"-".join(ws), ws[::-1], s[::-n]')
show('s.index("zz")')
show('s.center(50, "*"), s.rjust(40), s.ljust(40, ".")')
show('"%s %r %5d %x %c %%" % (ws[0], ws[1], n, 255, 65)')
