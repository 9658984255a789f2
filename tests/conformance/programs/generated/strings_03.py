"""strings_03: written by generate.py."""
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


ws = ['cedar', 'tundra', 'heron', 'maple', 'amber', 'prairie', 'prairie', 'delta']
s = 'heron straße Ωmega lagoon heron'
n = 5
show('s.upper(), s.title(), s.swapcase(), s.casefold()')
show('[c.isalpha() for c in s[:n]], s.isidentifier(), ws[0].isascii()')
show('s.center(50, "*"), s.rjust(40), s.ljust(40, ".")')
show('s.splitlines(), "a\\r\\nb\\x0bc".splitlines(True)')
show('s.encode("ascii")')
show('str.maketrans("abc", "xyz"), s.translate(str.maketrans("aeiou", "12345"))')
show('s.encode(), s.encode("utf-16-le")[:12]')
show('"{0!r:>20} {1:^9} {x[1]}".format(ws[0], n, x=ws)')
show('textwrap.wrap(s * 3, 25), textwrap.shorten(s * 3, 30)')
show('textwrap.indent("\\n".join(ws), "> "), textwrap.dedent("  a\\n   b")')
show('s.expandtabs(n), "a\\tb\\tc".expandtabs(n)')
show('string.Template("$who has $$n").substitute(who=ws[0])')
show('b"\\xff\\xfe".decode("utf-8")')
show('bytes(s, "utf-8").decode("utf-8", "strict") == s')
show('s.replace("e", "E", n), s.count("e"), s.find("r"), s.rfind("zz")')
show('"%s %r %5d %x %c %%" % (ws[0], ws[1], n, 255, 65)')
