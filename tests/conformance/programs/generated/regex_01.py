"""regex_01: written by generate.py."""
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


s = 'prairie334 birch513 prairie651 maple864 quartz985 ocean715 knoll273 grove471 amber709'
line = '238.104.0.1 - [18/Mar/2021:10:00:18] "GET /heron?q=38 HTTP/1.1" 200 9690'
show('re.findall(r"(?m)^\\w+$", s.replace(" ", "\\n"))')
show('re.compile(r"\\w+\\d").scanner(s).search().group(), re.compile("(a)(?:b)(?P<c>c)").groupindex')
show('re.compile(r"(")')
show('re.findall(r"(?<=\\d)\\s(?=\\w)", s), re.findall(r"(?<!\\d)\\d\\d(?!\\d)", s)')
show('re.match(r"(?P<ip>[\\d.]+) .*?\\[(?P<when>[^]]+)\\] \\"(?P<verb>\\w+)", line).groupdict()')
show('re.search(r"(?>a+)b", "aaab").group(), re.search(r"a++b", "aab").span()')
show('re.purge(), str(re.compile("x", re.I | re.M)), re.compile("a") == re.compile("a")')
show('re.search(r"(a+)+$", "a" * 18 + "b")')
show('re.sub("x*", "-", "abxd"), re.split("x*", "axbc")')
show('[m.start() for m in re.finditer(r"\\b\\w", s)]')
show('re.split(r"[\\s\\d]+", s), re.split(r"(\\d)", s, maxsplit=2)')
show('re.escape(line), re.compile("(?x) a b # c").pattern')
show('re.findall(r"\\bst\\w*", s, re.I), re.findall(r"[ωΩ]\\w+", s), re.search("ß", "SS", re.I)')
show('list(difflib.unified_diff(s.split(), s.replace("e", "3").split(), lineterm=""))[:9]')
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('difflib.get_close_matches("cedr", [w.rstrip("0123456789") for w in s.split()])')
