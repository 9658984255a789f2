"""strings_12: written by generate.py."""
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


ws = ['ridge', 'quartz', 'grove', 'quartz', 'fjord', 'delta', 'grove', 'fjord']
s = 'fjord straße ridge ridge ridge'
n = 8
show('s.upper(), s.title(), s.swapcase(), s.casefold()')
show('ws[0] in s, s.startswith(("a", "b", ws[0])), s.endswith("")')
show('[w.strip("aeiou") for w in ws], [w.removeprefix("am") for w in ws]')
show('s.index("zz")')
show('s.encode("ascii", "xmlcharrefreplace"), s.encode("latin-1", "backslashreplace")')
show('"%s %r %5d %x %c %%" % (ws[0], ws[1], n, 255, 65)')
show('s.splitlines(), "a\\r\\nb\\x0bc".splitlines(True)')
show('b"\\xff\\xfe".decode("utf-8", "replace"), b"ab\\xe9".decode("cp1252")')
show('s.encode("ascii")')
show('s.expandtabs(n), "a\\tb\\tc".expandtabs(n)')
show('string.capwords(s), string.punctuation')
show('textwrap.wrap(s * 3, 25), textwrap.shorten(s * 3, 30)')
show('textwrap.indent("\\n".join(ws), "> "), textwrap.dedent("  a\\n   b")')
show('bytes(s, "utf-8").decode("utf-8", "strict") == s')
show('"{0!r:>20} {1:^9} {x[1]}".format(ws[0], n, x=ws)')
show('string.Template("$who has $$n").substitute(who=ws[0])')
