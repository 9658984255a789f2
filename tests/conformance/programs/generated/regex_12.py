"""regex_12: written by generate.py."""
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


s = 'islet344 islet691 grove672 islet829 delta536 lagoon462 ridge354 ridge269 amber291'
line = '83.12.0.1 - [26/Mar/2021:10:00:49] "GET /jetty?q=50 HTTP/1.1" 200 7388'
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('re.search(r"(?>a+)b", "aaab").group(), re.search(r"a++b", "aab").span()')
show('re.findall(r"(\\w)\\1", "aabbcd" + s), re.search(r"(x)?(?(1)y|z)", "z").group()')
show('re.findall(r"(?m)^\\w+$", s.replace(" ", "\\n"))')
show('re.search(r"HTTP/(\\d)\\.(\\d)", line).groups(), re.search(r"HTTP", line).span()')
show('re.compile(r"(")')
show('re.compile(r"\\w+\\d").scanner(s).search().group(), re.compile("(a)(?:b)(?P<c>c)").groupindex')
show('fnmatch.filter(s.split(), "*e*[0-4]"), fnmatch.translate("*.t?t")')
show('list(difflib.ndiff(["one\\n", "two\\n"], ["ore\\n", "tree\\n"]))')
show('[m.start() for m in re.finditer(r"\\b\\w", s)]')
show('re.escape(line), re.compile("(?x) a b # c").pattern')
show('re.fullmatch(r"\\w+", "naïve_1") is not None, re.fullmatch(r"\\w+", "naïve", re.A)')
show('re.findall(r"\\d+", s), re.findall(r"([a-z])(\\d)", s)')
show('round(difflib.SequenceMatcher(None, s, line).ratio(), 6)')
show('re.sub("x*", "-", "abxd"), re.split("x*", "axbc")')
show('re.split(r"[\\s\\d]+", s), re.split(r"(\\d)", s, maxsplit=2)')
