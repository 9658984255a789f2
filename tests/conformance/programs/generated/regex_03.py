"""regex_03: written by generate.py."""
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


s = 'cedar452 straße847 naïve352 knoll634 niche10 Ωmega346 quartz314 niche780 lagoon482'
line = '248.227.0.1 - [5/Mar/2021:10:00:22] "GET /straße?q=57 HTTP/1.1" 200 4369'
show('re.findall(r"(?m)^\\w+$", s.replace(" ", "\\n"))')
show('difflib.get_close_matches("cedr", [w.rstrip("0123456789") for w in s.split()])')
show('re.sub("x*", "-", "abxd"), re.split("x*", "axbc")')
show('re.search(r"(?>a+)b", "aaab").group(), re.search(r"a++b", "aab").span()')
show('round(difflib.SequenceMatcher(None, s, line).ratio(), 6)')
show('re.compile(r"\\w+\\d").scanner(s).search().group(), re.compile("(a)(?:b)(?P<c>c)").groupindex')
show('re.fullmatch(r"\\w+", "naïve_1") is not None, re.fullmatch(r"\\w+", "naïve", re.A)')
show('re.search(r"(a+)+$", "a" * 18 + "b")')
show('fnmatch.filter(s.split(), "*e*[0-4]"), fnmatch.translate("*.t?t")')
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('list(difflib.ndiff(["one\\n", "two\\n"], ["ore\\n", "tree\\n"]))')
show('re.search(r"HTTP/(\\d)\\.(\\d)", line).groups(), re.search(r"HTTP", line).span()')
show('re.sub(r"\\d+", lambda m: str(int(m[0]) * 2), s)')
show('list(difflib.unified_diff(s.split(), s.replace("e", "3").split(), lineterm=""))[:9]')
show('re.compile(r"a.c", re.S | re.I).search("xA\\nC").group()')
show('re.sub(r"(?P<first>\\w)(\\w*)", r"\\g<2>\\g<first>ay", s)')
