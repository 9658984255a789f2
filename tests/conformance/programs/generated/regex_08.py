"""regex_08: written by generate.py."""
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


s = 'niche631 islet431 ridge663 tundra986 knoll655 quartz377 grove312 grove262 Ωmega225'
line = '202.162.0.1 - [21/Mar/2021:10:00:43] "GET /ridge?q=26 HTTP/1.1" 200 7014'
show('re.match(r"(?P<ip>[\\d.]+) .*?\\[(?P<when>[^]]+)\\] \\"(?P<verb>\\w+)", line).groupdict()')
show('re.sub(r"\\d+", lambda m: str(int(m[0]) * 2), s)')
show('re.purge(), str(re.compile("x", re.I | re.M)), re.compile("a") == re.compile("a")')
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('re.search(r"HTTP/(\\d)\\.(\\d)", line).groups(), re.search(r"HTTP", line).span()')
show('list(difflib.ndiff(["one\\n", "two\\n"], ["ore\\n", "tree\\n"]))')
show('re.search(r"(a+)+$", "a" * 18 + "b")')
show('re.findall(r"\\d+", s), re.findall(r"([a-z])(\\d)", s)')
show('re.findall(r"(\\w)\\1", "aabbcd" + s), re.search(r"(x)?(?(1)y|z)", "z").group()')
show('re.compile(r"a.c", re.S | re.I).search("xA\\nC").group()')
show('round(difflib.SequenceMatcher(None, s, line).ratio(), 6)')
show('re.search(r"(?>a+)b", "aaab").group(), re.search(r"a++b", "aab").span()')
show('re.sub("x*", "-", "abxd"), re.split("x*", "axbc")')
show('re.compile(r"(?P<a>x)(?P<a>y)")')
show('list(difflib.unified_diff(s.split(), s.replace("e", "3").split(), lineterm=""))[:9]')
show('re.sub(r"(\\w+?)(\\d+)", r"\\2-\\1", s), re.subn(r"[aeiou]", "", s)')
