"""regex_04: written by generate.py."""
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


s = 'naïve942 straße633 amber145 ridge430 delta558 knoll904 islet966 ocean474 naïve13'
line = '64.247.0.1 - [11/Mar/2021:10:00:11] "GET /niche?q=25 HTTP/1.1" 200 455'
show('re.findall(r"(?<=\\d)\\s(?=\\w)", s), re.findall(r"(?<!\\d)\\d\\d(?!\\d)", s)')
show('re.sub(r"(\\w+?)(\\d+)", r"\\2-\\1", s), re.subn(r"[aeiou]", "", s)')
show('difflib.get_close_matches("cedr", [w.rstrip("0123456789") for w in s.split()])')
show('re.split(r"[\\s\\d]+", s), re.split(r"(\\d)", s, maxsplit=2)')
show('re.compile(r"a.c", re.S | re.I).search("xA\\nC").group()')
show('re.compile(r"(")')
show('re.fullmatch(r"\\w+", "naïve_1") is not None, re.fullmatch(r"\\w+", "naïve", re.A)')
show('re.match(r"(?P<ip>[\\d.]+) .*?\\[(?P<when>[^]]+)\\] \\"(?P<verb>\\w+)", line).groupdict()')
show('re.search(r"(?>a+)b", "aaab").group(), re.search(r"a++b", "aab").span()')
show('re.search(r"(a+)+$", "a" * 18 + "b")')
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('re.compile(r"\\w+\\d").scanner(s).search().group(), re.compile("(a)(?:b)(?P<c>c)").groupindex')
show('round(difflib.SequenceMatcher(None, s, line).ratio(), 6)')
show('[m.start() for m in re.finditer(r"\\b\\w", s)]')
show('re.sub(r"(?P<first>\\w)(\\w*)", r"\\g<2>\\g<first>ay", s)')
show('fnmatch.filter(s.split(), "*e*[0-4]"), fnmatch.translate("*.t?t")')
