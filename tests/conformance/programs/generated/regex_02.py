"""regex_02: written by generate.py."""
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


s = 'delta644 niche892 islet539 ocean495 quartz817 jetty904 amber202 fjord399 straße833'
line = '108.218.0.1 - [28/Mar/2021:10:00:47] "GET /knoll?q=58 HTTP/1.1" 200 7123'
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('re.search(r"HTTP/(\\d)\\.(\\d)", line).groups(), re.search(r"HTTP", line).span()')
show('re.findall(r"\\d+", s), re.findall(r"([a-z])(\\d)", s)')
show('re.findall(r"(\\w)\\1", "aabbcd" + s), re.search(r"(x)?(?(1)y|z)", "z").group()')
show('re.findall(r"(?m)^\\w+$", s.replace(" ", "\\n"))')
show('re.compile(r"a.c", re.S | re.I).search("xA\\nC").group()')
show('re.compile(r"[z-a]")')
show('fnmatch.filter(s.split(), "*e*[0-4]"), fnmatch.translate("*.t?t")')
show('re.compile(r"(")')
show('difflib.get_close_matches("cedr", [w.rstrip("0123456789") for w in s.split()])')
show('[m.start() for m in re.finditer(r"\\b\\w", s)]')
show('re.escape(line), re.compile("(?x) a b # c").pattern')
show('re.match("a", b"a")')
show('re.sub(r"(\\w+?)(\\d+)", r"\\2-\\1", s), re.subn(r"[aeiou]", "", s)')
show('re.sub(r"\\d+", lambda m: str(int(m[0]) * 2), s)')
show('list(difflib.unified_diff(s.split(), s.replace("e", "3").split(), lineterm=""))[:9]')
