"""regex_11: written by generate.py."""
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


s = 'birch506 niche260 ember38 grove363 prairie582 ocean777 straße763 amber353 fjord461'
line = '153.24.0.1 - [2/Mar/2021:10:00:31] "GET /ocean?q=80 HTTP/1.1" 200 4615'
show('re.compile(r"(")')
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('re.findall(r"\\d+", s), re.findall(r"([a-z])(\\d)", s)')
show('re.findall(r"(?<=\\d)\\s(?=\\w)", s), re.findall(r"(?<!\\d)\\d\\d(?!\\d)", s)')
show('re.sub(r"(\\w+?)(\\d+)", r"\\2-\\1", s), re.subn(r"[aeiou]", "", s)')
show('re.compile(r"\\w+\\d").scanner(s).search().group(), re.compile("(a)(?:b)(?P<c>c)").groupindex')
show('re.search(r"HTTP/(\\d)\\.(\\d)", line).groups(), re.search(r"HTTP", line).span()')
show('re.escape(line), re.compile("(?x) a b # c").pattern')
show('difflib.get_close_matches("cedr", [w.rstrip("0123456789") for w in s.split()])')
show('re.sub(r"\\d+", lambda m: str(int(m[0]) * 2), s)')
show('re.fullmatch(r"\\w+", "naïve_1") is not None, re.fullmatch(r"\\w+", "naïve", re.A)')
show('re.purge(), str(re.compile("x", re.I | re.M)), re.compile("a") == re.compile("a")')
show('round(difflib.SequenceMatcher(None, s, line).ratio(), 6)')
show('re.match(r"(?P<ip>[\\d.]+) .*?\\[(?P<when>[^]]+)\\] \\"(?P<verb>\\w+)", line).groupdict()')
show('re.findall(r"(?m)^\\w+$", s.replace(" ", "\\n"))')
show('re.compile(r"[z-a]")')
