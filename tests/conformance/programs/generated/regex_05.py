"""regex_05: written by generate.py."""
import re
import fnmatch
import difflib


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


s = 'lagoon902 heron764 birch338 heron261 ember733 heron447 naïve885 ocean445 heron924'
line = '73.255.0.1 - [18/Mar/2021:10:00:11] "GET /prairie?q=31 HTTP/1.1" 200 344'
show('re.search(r"(a+)+$", "a" * 18 + "b")')
show('round(difflib.SequenceMatcher(None, s, line).ratio(), 6)')
show('re.sub(r"(?P<first>\\w)(\\w*)", r"\\g<2>\\g<first>ay", s)')
show('re.findall(rb"\\d+", line.encode()), re.findall("[^\\x00-\\x7f]", s)')
show('re.search(r"(?>a+)b", "aaab").group(), re.search(r"a++b", "aab").span()')
show('re.sub(r"\\d+", lambda m: str(int(m[0]) * 2), s)')
show('re.compile(r"[z-a]")')
show('fnmatch.filter(s.split(), "*e*[0-4]"), fnmatch.translate("*.t?t")')
show('re.sub(r"(\\w+?)(\\d+)", r"\\2-\\1", s), re.subn(r"[aeiou]", "", s)')
show('re.findall(r"\\d+", s), re.findall(r"([a-z])(\\d)", s)')
show('re.findall(r"(?m)^\\w+$", s.replace(" ", "\\n"))')
show('re.match("a", b"a")')
show('re.compile(r"\\w+\\d").scanner(s).search().group(), re.compile("(a)(?:b)(?P<c>c)").groupindex')
show('difflib.get_close_matches("cedr", [w.rstrip("0123456789") for w in s.split()])')
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('list(difflib.ndiff(["one\\n", "two\\n"], ["ore\\n", "tree\\n"]))')
