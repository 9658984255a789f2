"""regex_07: written by generate.py."""
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


s = 'delta770 birch338 lagoon153 lagoon278 Ωmega248 naïve675 ocean173 grove992 straße305'
line = '139.44.0.1 - [8/Mar/2021:10:00:13] "GET /Ωmega?q=12 HTTP/1.1" 200 6961'
show('re.findall(r"(?m)^\\w+$", s.replace(" ", "\\n"))')
show('re.sub(r"(?P<first>\\w)(\\w*)", r"\\g<2>\\g<first>ay", s)')
show('re.findall(rb"\\d+", line.encode()), re.findall("[^\\x00-\\x7f]", s)')
show('re.escape(line), re.compile("(?x) a b # c").pattern')
show('re.compile(r"(")')
show('re.search(r"HTTP/(\\d)\\.(\\d)", line).groups(), re.search(r"HTTP", line).span()')
show('re.compile(r"\\w+\\d").scanner(s).search().group(), re.compile("(a)(?:b)(?P<c>c)").groupindex')
show('re.sub(r"(\\w+?)(\\d+)", r"\\2-\\1", s), re.subn(r"[aeiou]", "", s)')
show('fnmatch.filter(s.split(), "*e*[0-4]"), fnmatch.translate("*.t?t")')
show('re.purge(), str(re.compile("x", re.I | re.M)), re.compile("a") == re.compile("a")')
show('re.findall(r"\\bst\\w*", s, re.I), re.findall(r"[ωΩ]\\w+", s), re.search("ß", "SS", re.I)')
show('re.match(r"(?P<ip>[\\d.]+) .*?\\[(?P<when>[^]]+)\\] \\"(?P<verb>\\w+)", line).groupdict()')
show('re.split(r"[\\s\\d]+", s), re.split(r"(\\d)", s, maxsplit=2)')
show('re.search(r"(a+)+$", "a" * 18 + "b")')
show('round(difflib.SequenceMatcher(None, s, line).ratio(), 6)')
show('re.compile(r"(?P<a>x)(?P<a>y)")')
