"""strings_02: written by generate.py."""
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


ws = ['ocean', 'naïve', 'ridge', 'tundra', 'cedar', 'quartz', 'grove', 'knoll']
s = 'jetty maple delta knoll tundra'
n = 2
show('unicodedata.normalize("NFD", s), [unicodedata.name(c) for c in s if ord(c) > 127]')
show('string.Template("$who has $$n").substitute(who=ws[0])')
show('s.upper(), s.title(), s.swapcase(), s.casefold()')
show('"%s %r %5d %x %c %%" % (ws[0], ws[1], n, 255, 65)')
show('textwrap.indent("\\n".join(ws), "> "), textwrap.dedent("  a\\n   b")')
show('[ord(c) for c in ws[0]], chr(8364 + n), "\\N{BULLET}"')
show('s.encode("ascii", "xmlcharrefreplace"), s.encode("latin-1", "backslashreplace")')
show('str.maketrans("abc", "xyz"), s.translate(str.maketrans("aeiou", "12345"))')
show('"{0!r:>20} {1:^9} {x[1]}".format(ws[0], n, x=ws)')
show('[c.isalpha() for c in s[:n]], s.isidentifier(), ws[0].isascii()')
show('sorted(ws), sorted(ws, key=str.casefold, reverse=True), max(ws, key=len)')
show('s.index("zz")')
show('ws[0] in s, s.startswith(("a", "b", ws[0])), s.endswith("")')
show('s.split(), s.rsplit(" ", 1), s.partition("e")')
show('repr("\\x00\\u2028" + ws[0] + "\'\\""), ascii(s)')
show('"{} {}".format(1)')
