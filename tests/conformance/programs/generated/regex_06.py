"""regex_06: written by generate.py."""
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


s = 'niche736 straße657 maple973 prairie333 ocean577 niche92 amber590 heron157 ember521'
line = '122.183.0.1 - [21/Mar/2021:10:00:59] "GET /heron?q=74 HTTP/1.1" 200 2191'
show('re.escape(line), re.compile("(?x) a b # c").pattern')
show('re.search(r"(?>a+)b", "aaab").group(), re.search(r"a++b", "aab").span()')
show('round(difflib.SequenceMatcher(None, s, line).ratio(), 6)')
show('list(difflib.unified_diff(s.split(), s.replace("e", "3").split(), lineterm=""))[:9]')
show('re.compile(r"(?P<a>x)(?P<a>y)")')
show('re.findall(r"\\bst\\w*", s, re.I), re.findall(r"[ωΩ]\\w+", s), re.search("ß", "SS", re.I)')
show('re.match(r"(?P<ip>[\\d.]+) .*?\\[(?P<when>[^]]+)\\] \\"(?P<verb>\\w+)", line).groupdict()')
show('re.findall(r"(\\w)\\1", "aabbcd" + s), re.search(r"(x)?(?(1)y|z)", "z").group()')
show('re.findall(r"\\d+", s), re.findall(r"([a-z])(\\d)", s)')
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('difflib.get_close_matches("cedr", [w.rstrip("0123456789") for w in s.split()])')
show('re.split(r"[\\s\\d]+", s), re.split(r"(\\d)", s, maxsplit=2)')
show('re.findall(r"(?m)^\\w+$", s.replace(" ", "\\n"))')
show('re.search(r"HTTP/(\\d)\\.(\\d)", line).groups(), re.search(r"HTTP", line).span()')
show('re.purge(), str(re.compile("x", re.I | re.M)), re.compile("a") == re.compile("a")')
show('fnmatch.filter(s.split(), "*e*[0-4]"), fnmatch.translate("*.t?t")')
