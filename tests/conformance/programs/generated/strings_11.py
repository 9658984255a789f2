"""strings_11: written by generate.py."""
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


ws = ['maple', 'cedar', 'heron', 'delta', 'birch', 'lagoon', 'ocean', 'lagoon']
s = 'maple knoll straße maple prairie'
n = 7
show('b"\\xff\\xfe".decode("utf-8", "replace"), b"ab\\xe9".decode("cp1252")')
show('[ord(c) for c in ws[0]], chr(8364 + n), "\\N{BULLET}"')
show('s.upper(), s.title(), s.swapcase(), s.casefold()')
show('repr("\\x00\\u2028" + ws[0] + "\'\\""), ascii(s)')
show('"{} {}".format(1)')
show('f"{n=} {s!a:.30} {n:{n}d}"')
show('s.center(50, "*"), s.rjust(40), s.ljust(40, ".")')
show('s.index("zz")')
show('"%s %r %5d %x %c %%" % (ws[0], ws[1], n, 255, 65)')
show('s.replace("e", "E", n), s.count("e"), s.find("r"), s.rfind("zz")')
show('s.encode("ascii", "xmlcharrefreplace"), s.encode("latin-1", "backslashreplace")')
show('s.split(), s.rsplit(" ", 1), s.partition("e")')
show('s.expandtabs(n), "a\\tb\\tc".expandtabs(n)')
show('b"\\xff\\xfe".decode("utf-8")')
show('string.Template("$who has $$n").substitute(who=ws[0])')
show('[w.strip("aeiou") for w in ws], [w.removeprefix("am") for w in ws]')
