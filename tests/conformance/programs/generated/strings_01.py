"""strings_01: written by generate.py."""
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


ws = ['cedar', 'prairie', 'tundra', 'amber', 'cedar', 'naïve', 'tundra', 'jetty']
s = 'birch ocean lagoon ocean Ωmega'
n = 3
show('s.center(50, "*"), s.rjust(40), s.ljust(40, ".")')
show('s * 2 < s * 3, s == s.lower(), "é" < "z"')
show('string.Template("$who ${nobody}").substitute(who=ws[0])')
show('s.encode("ascii", "xmlcharrefreplace"), s.encode("latin-1", "backslashreplace")')
show('"{0!r:>20} {1:^9} {x[1]}".format(ws[0], n, x=ws)')
show('[w.strip("aeiou") for w in ws], [w.removeprefix("am") for w in ws]')
show('sorted(ws), sorted(ws, key=str.casefold, reverse=True), max(ws, key=len)')
show('string.Template("$who has $$n").substitute(who=ws[0])')
show('[c.isalpha() for c in s[:n]], s.isidentifier(), ws[0].isascii()')
show('unicodedata.normalize("NFD", s), [unicodedata.name(c) for c in s if ord(c) > 127]')
show('bytes(s, "utf-8").decode("utf-8", "strict") == s')
show('s.replace("e", "E", n), s.count("e"), s.find("r"), s.rfind("zz")')
show('[w.zfill(n + 5) for w in ws]')
show('"-".join(ws), ws[::-1], s[::-n]')
show('"{} {}".format(1)')
show('textwrap.indent("\\n".join(ws), "> "), textwrap.dedent("  a\\n   b")')
