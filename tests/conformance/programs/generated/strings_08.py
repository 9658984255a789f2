"""strings_08: written by generate.py."""
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


ws = ['ocean', 'islet', 'naïve', 'fjord', 'knoll', 'ocean', 'tundra', 'islet']
s = 'knoll maple tundra grove prairie'
n = 7
show('[w.zfill(n + 5) for w in ws]')
show('s * 2 < s * 3, s == s.lower(), "é" < "z"')
show('"{0!r:>20} {1:^9} {x[1]}".format(ws[0], n, x=ws)')
show('b"\\xff\\xfe".decode("utf-8", "replace"), b"ab\\xe9".decode("cp1252")')
show('repr("\\x00\\u2028" + ws[0] + "\'\\""), ascii(s)')
show('[w.strip("aeiou") for w in ws], [w.removeprefix("am") for w in ws]')
show('"{} {}".format(1)')
show('textwrap.indent("\\n".join(ws), "> "), textwrap.dedent("  a\\n   b")')
show('s.center(50, "*"), s.rjust(40), s.ljust(40, ".")')
show('textwrap.wrap(s * 3, 25), textwrap.shorten(s * 3, 30)')
show('s.replace("e", "E", n), s.count("e"), s.find("r"), s.rfind("zz")')
show('b"\\xff\\xfe".decode("utf-8")')
show('string.Template("$who has $$n").substitute(who=ws[0])')
show('s.split(), s.rsplit(" ", 1), s.partition("e")')
show('s.encode("ascii", "xmlcharrefreplace"), s.encode("latin-1", "backslashreplace")')
show('string.capwords(s), string.punctuation')
