"""regex_10: written by generate.py."""
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


s = 'naïve815 naïve665 ember929 cedar687 prairie211 delta259 straße417 birch818 ocean576'
line = '214.154.0.1 - [9/Mar/2021:10:00:55] "GET /islet?q=89 HTTP/1.1" 200 3709'
show('re.findall(r"(\\w)\\1", "aabbcd" + s), re.search(r"(x)?(?(1)y|z)", "z").group()')
show('re.compile(r"(?P<a>x)(?P<a>y)")')
show('re.template if hasattr(re, "template") else re.NOFLAG')
show('[m.start() for m in re.finditer(r"\\b\\w", s)]')
show('re.search(r"(a+)+$", "a" * 18 + "b")')
show('re.compile(r"\\w+\\d").scanner(s).search().group(), re.compile("(a)(?:b)(?P<c>c)").groupindex')
show('re.sub("x*", "-", "abxd"), re.split("x*", "axbc")')
show('re.sub(r"(?P<first>\\w)(\\w*)", r"\\g<2>\\g<first>ay", s)')
show('list(difflib.ndiff(["one\\n", "two\\n"], ["ore\\n", "tree\\n"]))')
show('re.fullmatch(r"\\w+", "naïve_1") is not None, re.fullmatch(r"\\w+", "naïve", re.A)')
show('list(difflib.unified_diff(s.split(), s.replace("e", "3").split(), lineterm=""))[:9]')
show('re.match("a", b"a")')
show('re.compile(r"[z-a]")')
show('re.escape(line), re.compile("(?x) a b # c").pattern')
show('round(difflib.SequenceMatcher(None, s, line).ratio(), 6)')
show('re.findall(r"\\bst\\w*", s, re.I), re.findall(r"[ωΩ]\\w+", s), re.search("ß", "SS", re.I)')
