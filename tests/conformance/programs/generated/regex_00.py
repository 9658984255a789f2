"""regex_00: written by generate.py."""
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


s = 'cedar249 tundra409 grove308 heron36 ridge828 tundra757 knoll488 jetty38 Ωmega135'
line = '144.17.0.1 - [28/Mar/2021:10:00:48] "GET /grove?q=90 HTTP/1.1" 200 3486'
show('re.compile(r"(?P<a>x)(?P<a>y)")')
show('round(difflib.SequenceMatcher(None, s, line).ratio(), 6)')
show('re.match(r"(?P<ip>[\\d.]+) .*?\\[(?P<when>[^]]+)\\] \\"(?P<verb>\\w+)", line).groupdict()')
show('re.split(r"[\\s\\d]+", s), re.split(r"(\\d)", s, maxsplit=2)')
show('list(difflib.ndiff(["one\\n", "two\\n"], ["ore\\n", "tree\\n"]))')
show('re.compile(r"\\w+\\d").scanner(s).search().group(), re.compile("(a)(?:b)(?P<c>c)").groupindex')
show('re.search(r"(a+)+$", "a" * 18 + "b")')
show('re.findall(r"\\bst\\w*", s, re.I), re.findall(r"[ωΩ]\\w+", s), re.search("ß", "SS", re.I)')
show('re.fullmatch(r"\\w+", "naïve_1") is not None, re.fullmatch(r"\\w+", "naïve", re.A)')
show('re.search(r"HTTP/(\\d)\\.(\\d)", line).groups(), re.search(r"HTTP", line).span()')
show('re.compile(r"a.c", re.S | re.I).search("xA\\nC").group()')
show('re.sub("x*", "-", "abxd"), re.split("x*", "axbc")')
show('[m.start() for m in re.finditer(r"\\b\\w", s)]')
show('list(difflib.unified_diff(s.split(), s.replace("e", "3").split(), lineterm=""))[:9]')
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('re.findall(r"(?<=\\d)\\s(?=\\w)", s), re.findall(r"(?<!\\d)\\d\\d(?!\\d)", s)')
