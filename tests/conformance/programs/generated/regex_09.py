"""regex_09: written by generate.py."""
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


s = 'maple289 straße750 delta766 ember26 birch538 jetty556 ridge95 tundra652 ember9'
line = '78.36.0.1 - [12/Mar/2021:10:00:58] "GET /maple?q=2 HTTP/1.1" 200 1217'
show('re.sub(r"\\d+", lambda m: str(int(m[0]) * 2), s)')
show('re.compile(r"a.c", re.S | re.I).search("xA\\nC").group()')
show('re.split(r"[\\s\\d]+", s), re.split(r"(\\d)", s, maxsplit=2)')
show('re.compile(r"(")')
show('[m.start() for m in re.finditer(r"\\b\\w", s)]')
show('re.compile(r"(?P<a>x)(?P<a>y)")')
show('re.sub(r"(\\w+?)(\\d+)", r"\\2-\\1", s), re.subn(r"[aeiou]", "", s)')
show('re.search(r"(?>a+)b", "aaab").group(), re.search(r"a++b", "aab").span()')
show('list(difflib.ndiff(["one\\n", "two\\n"], ["ore\\n", "tree\\n"]))')
show('re.findall(rb"\\d+", line.encode()), re.findall("[^\\x00-\\x7f]", s)')
show('list(difflib.unified_diff(s.split(), s.replace("e", "3").split(), lineterm=""))[:9]')
show('re.search(r"(a+)+$", "a" * 18 + "b")')
show('re.compile(r"\\w+\\d").scanner(s).search().group(), re.compile("(a)(?:b)(?P<c>c)").groupindex')
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('re.search(r"HTTP/(\\d)\\.(\\d)", line).groups(), re.search(r"HTTP", line).span()')
show('re.findall(r"(?<=\\d)\\s(?=\\w)", s), re.findall(r"(?<!\\d)\\d\\d(?!\\d)", s)')
