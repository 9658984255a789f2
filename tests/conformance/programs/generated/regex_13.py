"""regex_13: written by generate.py."""
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


s = 'tundra536 tundra46 maple32 birch775 heron805 knoll683 tundra994 jetty354 quartz512'
line = '241.167.0.1 - [13/Mar/2021:10:00:47] "GET /maple?q=6 HTTP/1.1" 200 1239'
show('re.findall(r"(\\w)\\1", "aabbcd" + s), re.search(r"(x)?(?(1)y|z)", "z").group()')
show('re.escape(line), re.compile("(?x) a b # c").pattern')
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('re.search(r"(?>a+)b", "aaab").group(), re.search(r"a++b", "aab").span()')
show('list(difflib.unified_diff(s.split(), s.replace("e", "3").split(), lineterm=""))[:9]')
show('re.search(r"(a+)+$", "a" * 18 + "b")')
show('re.sub(r"\\d+", lambda m: str(int(m[0]) * 2), s)')
show('re.match("a", b"a")')
show('re.findall(r"\\bst\\w*", s, re.I), re.findall(r"[ωΩ]\\w+", s), re.search("ß", "SS", re.I)')
show('re.match(r"(?P<ip>[\\d.]+) .*?\\[(?P<when>[^]]+)\\] \\"(?P<verb>\\w+)", line).groupdict()')
show('re.compile(r"(")')
show('round(difflib.SequenceMatcher(None, s, line).ratio(), 6)')
show('re.sub("x*", "-", "abxd"), re.split("x*", "axbc")')
show('re.purge(), str(re.compile("x", re.I | re.M)), re.compile("a") == re.compile("a")')
show('re.findall(rb"\\d+", line.encode()), re.findall("[^\\x00-\\x7f]", s)')
show('re.findall(r"\\d+", s), re.findall(r"([a-z])(\\d)", s)')
