"""strings_09: written by generate.py."""
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


ws = ['maple', 'prairie', 'prairie', 'birch', 'knoll', 'naïve', 'cedar', 'knoll']
s = 'islet amber delta niche tundra'
n = 3
show('s.replace("e", "E", n), s.count("e"), s.find("r"), s.rfind("zz")')
show('[w.strip("aeiou") for w in ws], [w.removeprefix("am") for w in ws]')
show('s.split(), s.rsplit(" ", 1), s.partition("e")')
show('sorted(ws), sorted(ws, key=str.casefold, reverse=True), max(ws, key=len)')
show('s * 2 < s * 3, s == s.lower(), "é" < "z"')
show('textwrap.wrap(s * 3, 25), textwrap.shorten(s * 3, 30)')
show('[w.zfill(n + 5) for w in ws]')
show('ws[0] in s, s.startswith(("a", "b", ws[0])), s.endswith("")')
show('string.Template("$who ${nobody}").substitute(who=ws[0])')
show('textwrap.indent("\\n".join(ws), "> "), textwrap.dedent("  a\\n   b")')
show('str.maketrans("abc", "xyz"), s.translate(str.maketrans("aeiou", "12345"))')
show('[c.isalpha() for c in s[:n]], s.isidentifier(), ws[0].isascii()')
show('s.encode(), s.encode("utf-16-le")[:12]')
show('bytes(s, "utf-8").decode("utf-8", "strict") == s')
show('b"\\xff\\xfe".decode("utf-8", "replace"), b"ab\\xe9".decode("cp1252")')
show('[ord(c) for c in ws[0]], chr(8364 + n), "\\N{BULLET}"')
