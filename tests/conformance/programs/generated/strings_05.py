"""strings_05: written by generate.py."""
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


ws = ['heron', 'Ωmega', 'ocean', 'straße', 'maple', 'birch', 'Ωmega', 'islet']
s = 'fjord cedar Ωmega heron fjord'
n = 3
show('bytes(s, "utf-8").decode("utf-8", "strict") == s')
show('[w.zfill(n + 5) for w in ws]')
show('s.encode("ascii", "xmlcharrefreplace"), s.encode("latin-1", "backslashreplace")')
show('"{0!r:>20} {1:^9} {x[1]}".format(ws[0], n, x=ws)')
show('b"\\xff\\xfe".decode("utf-8", "replace"), b"ab\\xe9".decode("cp1252")')
show('b"\\xff\\xfe".decode("utf-8")')
show('s.expandtabs(n), "a\\tb\\tc".expandtabs(n)')
show('s.split(), s.rsplit(" ", 1), s.partition("e")')
show('"{} {}".format(1)')
show('[w.strip("aeiou") for w in ws], [w.removeprefix("am") for w in ws]')
show('s.replace("e", "E", n), s.count("e"), s.find("r"), s.rfind("zz")')
show('repr("\\x00\\u2028" + ws[0] + "\'\\""), ascii(s)')
show('s * 2 < s * 3, s == s.lower(), "é" < "z"')
show('s.index("zz")')
show('textwrap.wrap(s * 3, 25), textwrap.shorten(s * 3, 30)')
show('s.encode("ascii")')
