"""strings_00: written by generate.py."""
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


ws = ['niche', 'islet', 'quartz', 'cedar', 'straße', 'ocean', 'knoll', 'grove']
s = 'birch tundra ember heron knoll'
n = 3
show('ws[0] in s, s.startswith(("a", "b", ws[0])), s.endswith("")')
show('s.split(), s.rsplit(" ", 1), s.partition("e")')
show('"{} {}".format(1)')
show('string.capwords(s), string.punctuation')
show('repr("\\x00\\u2028" + ws[0] + "\'\\""), ascii(s)')
show('s.splitlines(), "a\\r\\nb\\x0bc".splitlines(True)')
show('s.expandtabs(n), "a\\tb\\tc".expandtabs(n)')
show('s.encode("ascii", "xmlcharrefreplace"), s.encode("latin-1", "backslashreplace")')
show('s.center(50, "*"), s.rjust(40), s.ljust(40, ".")')
show('b"\\xff\\xfe".decode("utf-8", "replace"), b"ab\\xe9".decode("cp1252")')
show('s.replace("e", "E", n), s.count("e"), s.find("r"), s.rfind("zz")')
show('"%s %r %5d %x %c %%" % (ws[0], ws[1], n, 255, 65)')
show('unicodedata.normalize("NFD", s), [unicodedata.name(c) for c in s if ord(c) > 127]')
show('bytes(s, "utf-8").decode("utf-8", "strict") == s')
show('s.upper(), s.title(), s.swapcase(), s.casefold()')
show('textwrap.wrap(s * 3, 25), textwrap.shorten(s * 3, 30)')
