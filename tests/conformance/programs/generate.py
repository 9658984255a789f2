#!/usr/bin/env python3
"""Writes generated/: programs of about a page, each a topic's data, drawn at random, and some of what the topic's functions do with it.

usage: generate.py [--check]     (--check: exit 1 when generated/ is not what this writes)

The same for ever: seeds are the programs' names, and random's generator gives the same numbers for the same text in all versions.
Each line prints a value or the exception that it ends in; ../../../pylonctl conformance compares them with what native CPython prints.
"""
import pathlib
import random
import sys
import textwrap

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = HERE / "generated"
PER_TOPIC = 14
LINES = 16
WORDS = "amber birch cedar delta ember fjord grove heron islet jetty knoll lagoon maple niche ocean prairie quartz ridge straße tundra naïve Ωmega".split()

HEAD = '''\
"""{name}: written by generate.py."""
import re
{imports}


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {{type(error).__name__}} {{error}}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))
'''

# `show` finds them among the program's own globals.
IMPORT_HELPERS = '''

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "helpers"))
from {module} import *  # noqa: E402,F403
'''


class Topic:
    """`data(random)` gives the assignments at a program's head, `lines` are expressions over them; of these a program takes LINES,
    and the `first` ones always, before the others. `helpers` names the module helpers/<helpers>_helpers.py, whose functions they call, `before` is text before them."""

    def __init__(self, imports, data, lines, helpers="", before="", first=0):
        self.imports, self.data, self.before, self.first = imports, data, before, first
        self.helpers = helpers and IMPORT_HELPERS.format(module=f"{helpers}_helpers")
        self.lines = [line for line in map(str.strip, textwrap.dedent(lines).splitlines()) if line]

    def program(self, name, drawn):
        lines = drawn.sample(self.lines, min(LINES, len(self.lines)))
        first = self.lines[:self.first]
        text = HEAD.format(name=name, imports="\n".join(f"import {module}" for module in self.imports.split() if module != "re"))
        text += self.helpers + "\n\n" + "".join(f"{key} = {value!r}\n" for key, value in self.data(drawn).items()) + self.before
        return text + "".join(f"show({line!r})\n" for line in first + [line for line in lines if line not in first])


def words(r, n=8):
    return [r.choice(WORDS) for _ in range(n)]


def ints(r, n=10, most=1000):
    return [r.randint(-most, most) for _ in range(n)]


def floats(r, n=8):
    return [round(r.uniform(-1, 1) * 10 ** r.randint(-3, 6), r.randint(1, 9)) for _ in range(n)]


TOPICS = {}
TOPICS["integers"] = Topic("math operator", lambda r: {"a": r.getrandbits(200), "b": -r.getrandbits(70) - 1, "c": r.randint(2, 10**6), "xs": ints(r)}, """
    a * b
    divmod(a, b)
    pow(a, c, abs(b))
    a << c % 100
    b >> c % 60
    a ^ b
    ~a & b
    a.bit_length(), b.bit_count()
    a.to_bytes(32, "big").hex()
    int.from_bytes(b.to_bytes(16, "little", signed=True), "little", signed=True)
    b.to_bytes(2, "big")
    math.isqrt(a)
    math.gcd(a, c), math.lcm(c, 360)
    math.comb(c % 90 + 5, 5), math.perm(c % 30 + 4, 4)
    f"{a:,} {b:_x} {c:#o} {c:+012d}"
    str(a ** 5)[:40], len(str(a ** 5))
    int(str(a), 10) == a, int(hex(a), 16) == a
    int("12_34", 7)
    int("9z", 12)
    sum(xs), max(xs), min(xs), sorted(xs)
    [operator.floordiv(x, 7) for x in xs]
    [x % -7 for x in xs]
    round(c, -3), round(-c, -2)
    a / b
    float(a ** 6)
    1 / (c - c)
    (a).as_integer_ratio()[1]
    hash(c) == c, hash(-1)
    bin(c), oct(-c), hex(b)
    pow(c, -1, 1009)
    range(c)[-3:], len(range(-c, c, 7))
""")
TOPICS["floats"] = Topic("math fractions sys", lambda r: {"a": r.uniform(-1e6, 1e6), "b": r.uniform(0, 10), "xs": floats(r)}, """
    a + b, a - b, a * b
    a / b, a // b, a % b
    divmod(a, -b)
    a.hex(), float.fromhex(a.hex()) == a
    a.as_integer_ratio()
    fractions.Fraction(b).limit_denominator(1000)
    f"{a:.3f} {a:e} {a:g} {b:%} {a:,.2f} {b:>12.4}"
    "%10.3f|%-12.2e|%g" % (a, b, a)
    round(a, 2), round(a, -2), round(b)
    math.floor(a), math.ceil(a), math.trunc(a)
    math.sqrt(b), math.hypot(a, b), math.dist((a, b), (1, 2))
    math.fsum(xs), sum(xs)
    math.prod(xs)
    math.frexp(a), math.ldexp(b, 10), math.modf(a)
    math.nextafter(a, math.inf), math.ulp(b)
    math.copysign(b, a), math.fabs(a), math.fmod(a, b), math.remainder(a, b)
    math.isclose(a, a + 1e-9), math.isfinite(a), math.isnan(a - a)
    sorted(xs), max(xs), min(xs, key=abs)
    [repr(x) for x in xs]
    [float(str(x)) == x for x in xs]
    float("nan") != float("nan"), float("-inf") < a
    float("1e400"), float("-1e-400")
    int(b * 1e20)
    int(float("inf"))
    math.sqrt(-b)
    math.log(0)
    math.exp(1000)
    complex(a, b) * complex(b, a), abs(complex(3, 4))
    sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig
    math.sumprod(xs, xs)
    {1.0: "x", 1: "y", True: "z"}
    math.fma(a, b, 1.0)
    [math.cbrt(x ** 3) - x < 1e-6 for x in (1.0, 2.0)]
    ["%.6g" % getattr(math, f)(b / 11) for f in ("sin", "cos", "tan", "asin", "atan", "sinh", "tanh", "erf", "gamma", "lgamma", "expm1", "log1p")]
""")
TOPICS["strings"] = Topic("string textwrap unicodedata", lambda r: {"ws": words(r), "s": " ".join(words(r, 5)), "n": r.randint(2, 9)}, """
    s.upper(), s.title(), s.swapcase(), s.casefold()
    s.split(), s.rsplit(" ", 1), s.partition("e")
    "-".join(ws), ws[::-1], s[::-n]
    s.center(50, "*"), s.rjust(40), s.ljust(40, ".")
    s.replace("e", "E", n), s.count("e"), s.find("r"), s.rfind("zz")
    s.index("zz")
    s.encode(), s.encode("utf-16-le")[:12]
    s.encode("ascii")
    s.encode("ascii", "xmlcharrefreplace"), s.encode("latin-1", "backslashreplace")
    sorted(ws), sorted(ws, key=str.casefold, reverse=True), max(ws, key=len)
    [w.zfill(n + 5) for w in ws]
    [w.strip("aeiou") for w in ws], [w.removeprefix("am") for w in ws]
    str.maketrans("abc", "xyz"), s.translate(str.maketrans("aeiou", "12345"))
    textwrap.wrap(s * 3, 25), textwrap.shorten(s * 3, 30)
    textwrap.indent("\\n".join(ws), "> "), textwrap.dedent("  a\\n   b")
    unicodedata.normalize("NFD", s), [unicodedata.name(c) for c in s if ord(c) > 127]
    [c.isalpha() for c in s[:n]], s.isidentifier(), ws[0].isascii()
    string.Template("$who has $$n").substitute(who=ws[0])
    string.Template("$who ${nobody}").substitute(who=ws[0])
    "{0!r:>20} {1:^9} {x[1]}".format(ws[0], n, x=ws)
    "{} {}".format(1)
    "%s %r %5d %x %c %%" % (ws[0], ws[1], n, 255, 65)
    f"{n=} {s!a:.30} {n:{n}d}"
    [ord(c) for c in ws[0]], chr(8364 + n), "\\N{BULLET}"
    s.splitlines(), "a\\r\\nb\\x0bc".splitlines(True)
    s.expandtabs(n), "a\\tb\\tc".expandtabs(n)
    repr("\\x00\\u2028" + ws[0] + "'\\""), ascii(s)
    s * 2 < s * 3, s == s.lower(), "é" < "z"
    ws[0] in s, s.startswith(("a", "b", ws[0])), s.endswith("")
    bytes(s, "utf-8").decode("utf-8", "strict") == s
    b"\\xff\\xfe".decode("utf-8")
    b"\\xff\\xfe".decode("utf-8", "replace"), b"ab\\xe9".decode("cp1252")
    string.capwords(s), string.punctuation
""")
TOPICS["containers"] = Topic("collections heapq bisect copy", lambda r: {"xs": ints(r, 12, 30), "ws": words(r, 10), "k": r.randint(2, 6)}, """
    sorted(set(xs)), len(set(xs)), set(xs) & set(range(10)) == {x for x in xs if 0 <= x < 10}
    {w: len(w) for w in ws}, dict(zip(ws, xs))
    collections.Counter(ws).most_common(), collections.Counter(xs).total()
    collections.Counter("".join(ws)) - collections.Counter("aeiou" * 3)
    list(collections.deque(xs, maxlen=k)), collections.deque(xs).index(xs[3])
    (lambda d: (d.rotate(k), list(d)))(collections.deque(xs))
    heapq.nsmallest(k, xs), heapq.nlargest(k, ws, key=len)
    (lambda h: (heapq.heapify(h), [heapq.heappop(h) for _ in range(len(h))]))(list(xs))
    list(heapq.merge(sorted(xs), range(0, 30, 7)))
    bisect.bisect(sorted(xs), k), bisect.bisect_left(sorted(ws), "k")
    collections.ChainMap({"a": 1}, {"a": 2, "b": k})["b"], dict(collections.ChainMap({"a": 1}, {"a": 2, "b": 3}))
    collections.OrderedDict.fromkeys(ws), list(reversed(collections.OrderedDict.fromkeys(ws)))
    collections.namedtuple("Point", "x y", defaults=[k])(3), collections.namedtuple("P", "a b")._fields
    collections.namedtuple("P", "a b")(1)
    xs[1:-1:k], xs[::-1], xs[100:], xs[-3:]
    xs[100]
    {}["nothing"]
    [*xs, *ws][:k], {**{"a": 1}, "b": k}
    list(enumerate(ws, k)), list(zip(xs, ws, strict=False))
    list(zip(xs, ws + [1] * 9, strict=True))
    copy.deepcopy([xs, {"a": ws}])[1]["a"] == ws, copy.copy(xs) is xs
    (lambda l: (l.insert(k, 99), l.remove(99), l.sort(key=abs), l))(list(xs))
    [x for i, x in enumerate(xs) if x not in xs[:i]], xs.count(xs[0]), xs.index(xs[-1])
    max(xs, default=0), max([], default=k), any(xs), all(xs)
    max([])
    tuple(xs) < tuple(xs[::-1]), [1, 2] < [1, 2, k], (1, "a") < (1, 2)
    frozenset(xs) == frozenset(xs[::-1]), {1, 2} <= {1, 2, k}, {1} ^ {1, k}
    dict(sorted({w: i for i, w in enumerate(ws)}.items(), key=lambda item: (-item[1], item[0])))
    {k: 1} | {k + 1: 2}, {"a": 1}.setdefault("b", k), {"a": 1}.pop("z", None)
    collections.defaultdict(list, {"a": [k]})["zz"], list({"a": 1, "b": 2}.items())
    {[]: 1}
    (lambda d: [d.pop(w, None) for w in ws] and d)({w: 1 for w in ws})
    str(list(map(str, xs))), list(filter(None, xs)), list(reversed(xs))
""")
TOPICS["dates"] = Topic("datetime calendar zoneinfo", lambda r: {"y": r.randint(1950, 2060), "m": r.randint(1, 12), "d": r.randint(1, 28), "s": r.randint(0, 10**9), "zone": r.choice(["Europe/Vienna", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"])}, """
    datetime.date(y, m, d).isoformat(), datetime.date(y, m, d).isocalendar()
    datetime.date(y, m, d).strftime("%d %B %Y, %A %j %U %W %u %w %y %b %a")
    datetime.datetime(y, m, d, 15, 4, 5).strftime("%H:%M:%S %I %p %X %x %c")
    datetime.datetime(y, m, d, 15, 4, 5, 678).strftime("%f %G-W%V-%u %F %T %R %D %e %C %h %n%t%%")
    datetime.datetime.strptime(f"{y}-{m:02}-{d:02} 01:02:03", "%Y-%m-%d %H:%M:%S")
    datetime.datetime.strptime("31 Feb", "%d %b")
    datetime.datetime.strptime("12 March 2021 PM 03", "%d %B %Y %p %I")
    datetime.date(y, 2, 29)
    datetime.date(y, m, d) + datetime.timedelta(days=s % 5000)
    datetime.date(y, m, d) - datetime.date(2000, 1, 1)
    datetime.timedelta(seconds=s), str(datetime.timedelta(seconds=-s, microseconds=7)), datetime.timedelta(seconds=s).total_seconds()
    datetime.datetime.fromtimestamp(s, datetime.UTC).isoformat()
    datetime.datetime.fromtimestamp(s, zoneinfo.ZoneInfo(zone)).isoformat()
    datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset(), zone
    datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).tzname(), datetime.datetime(y, m, d, tzinfo=zoneinfo.ZoneInfo(zone)).dst()
    datetime.datetime(y, m, d, 23, tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(datetime.UTC)
    datetime.datetime.fromisoformat(f"{y}{m:02}{d:02}T101112.5+0530")
    datetime.datetime.fromisoformat("2024-13-01")
    datetime.date.fromisocalendar(y, 20, 3), datetime.date.fromordinal(700000 + s % 9999), datetime.date(y, m, d).toordinal()
    datetime.datetime(y, m, d).replace(hour=7), datetime.datetime(y, m, d).timetuple()[:9]
    datetime.time(12, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))).isoformat()
    calendar.monthrange(y, m), calendar.isleap(y), calendar.weekday(y, m, d)
    calendar.month(y, m)
    calendar.TextCalendar(6).formatmonth(y, m)
    calendar.timegm((y, m, d, 1, 2, 3))
    [*calendar.Calendar().itermonthdays(y, m)][:10]
    datetime.datetime.max - datetime.datetime(y, m, d), datetime.datetime.min
    datetime.datetime.max + datetime.timedelta(1)
    datetime.datetime(y, m, d) < datetime.datetime(y, m, d, tzinfo=datetime.UTC)
    datetime.timedelta(days=3) / datetime.timedelta(hours=5), divmod(datetime.timedelta(s), datetime.timedelta(7)), datetime.timedelta(hours=7) * 1.5
    format(datetime.date(y, m, d), "%d.%m.%y"), f"{datetime.date(y, m, d):%A}"
    repr(datetime.datetime(y, m, d, fold=1)), hash(datetime.date(y, m, d)) == hash(datetime.date(y, m, d))
    zoneinfo.ZoneInfo("Mars/Olympus")
""")
TOPICS["decimals"] = Topic("decimal fractions", lambda r: {"a": str(round(r.uniform(-1e5, 1e5), 6)), "b": str(r.randint(1, 999) / 8), "p": r.randint(4, 40)}, """
    decimal.Decimal(a) + decimal.Decimal(b), decimal.Decimal(a) * decimal.Decimal(b)
    decimal.Decimal(a) / decimal.Decimal(b)
    decimal.Context(prec=p).divide(decimal.Decimal(a), decimal.Decimal(b))
    decimal.Context(prec=p).sqrt(decimal.Decimal(b)), decimal.Context(prec=p).ln(decimal.Decimal(b))
    decimal.Context(prec=p).exp(decimal.Decimal(b) / 100), decimal.Context(prec=p).log10(decimal.Decimal(b))
    decimal.Context(prec=p).power(decimal.Decimal(b), decimal.Decimal("0.3"))
    decimal.Decimal(a).quantize(decimal.Decimal("0.01")), decimal.Decimal(a).quantize(decimal.Decimal("1"), decimal.ROUND_FLOOR)
    [decimal.Decimal("2.5").quantize(decimal.Decimal(1), mode) for mode in ("ROUND_UP", "ROUND_DOWN", "ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_05UP")]
    decimal.Decimal(a).as_tuple(), decimal.Decimal(b).as_integer_ratio()
    decimal.Decimal(a) % decimal.Decimal(b), decimal.Decimal(a) // decimal.Decimal(b)
    decimal.Decimal(a).to_eng_string(), decimal.Decimal("1E+9").normalize(), decimal.Decimal("100").normalize()
    f"{decimal.Decimal(a):,.2f} {decimal.Decimal(b):e} {decimal.Decimal(a):>+20.3f}"
    decimal.Decimal(1) / decimal.Decimal(0)
    decimal.Decimal("abc")
    decimal.Decimal("NaN").is_nan(), decimal.Decimal("-Infinity"), decimal.Decimal("sNaN").is_snan()
    decimal.Decimal(0.1), decimal.Decimal.from_float(float(b))
    max(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(a).compare(decimal.Decimal(b))
    decimal.Decimal(a).adjusted(), decimal.Decimal(a).scaleb(3), decimal.Decimal(a).copy_negate()
    float(decimal.Decimal(a)), int(decimal.Decimal(a)), round(decimal.Decimal(a), 2)
    fractions.Fraction(a) + fractions.Fraction(b), fractions.Fraction(a).limit_denominator(100)
    fractions.Fraction(3, 0)
    fractions.Fraction(a) ** 3, float(fractions.Fraction(b) / 7), fractions.Fraction(b) % 1
    format(fractions.Fraction(b), ".5f"), round(fractions.Fraction(a), 1), fractions.Fraction("3/4") == 0.75
    decimal.Decimal(a) + 0.5
    sum(map(decimal.Decimal, (a, b, "0.1"))), decimal.Decimal(a) == fractions.Fraction(a)
    decimal.Decimal("1.1").fma(decimal.Decimal(a), decimal.Decimal(b)), decimal.Decimal(b).next_plus()
    decimal.Context(prec=3, traps=[decimal.Inexact]).multiply(decimal.Decimal(a), decimal.Decimal(b))
    decimal.Decimal(2) ** 500, decimal.Decimal(b).sqrt()
    hash(decimal.Decimal("2.0")) == hash(2), repr(decimal.getcontext())
    decimal.Decimal("1e999999") * 10, decimal.Decimal(a).logb()
""")
TOPICS["regex"] = Topic("re fnmatch difflib", lambda r: {"s": " ".join(f"{w}{r.randint(0, 999)}" for w in words(r, 9)), "line": f"{r.randint(1, 255)}.{r.randint(0, 255)}.0.1 - [{r.randint(1, 28)}/Mar/2021:10:00:{r.randint(10, 59)}] \"GET /{r.choice(WORDS)}?q={r.randint(1, 99)} HTTP/1.1\" 200 {r.randint(100, 9999)}"}, r"""
    re.findall(r"\d+", s), re.findall(r"([a-z])(\d)", s)
    re.sub(r"(\w+?)(\d+)", r"\2-\1", s), re.subn(r"[aeiou]", "", s)
    re.sub(r"\d+", lambda m: str(int(m[0]) * 2), s)
    re.split(r"[\s\d]+", s), re.split(r"(\d)", s, maxsplit=2)
    re.match(r"(?P<ip>[\d.]+) .*?\[(?P<when>[^]]+)\] \"(?P<verb>\w+)", line).groupdict()
    re.search(r"HTTP/(\d)\.(\d)", line).groups(), re.search(r"HTTP", line).span()
    [m.start() for m in re.finditer(r"\b\w", s)]
    re.fullmatch(r"\w+", "naïve_1") is not None, re.fullmatch(r"\w+", "naïve", re.A)
    re.compile(r"a.c", re.S | re.I).search("xA\nC").group()
    re.findall(r"(?<=\d)\s(?=\w)", s), re.findall(r"(?<!\d)\d\d(?!\d)", s)
    re.findall(r"(?m)^\w+$", s.replace(" ", "\n"))
    re.compile(r"(")
    re.compile(r"(?P<a>x)(?P<a>y)")
    re.compile(r"[z-a]")
    re.escape(line), re.compile("(?x) a b # c").pattern
    re.sub(r"(?P<first>\w)(\w*)", r"\g<2>\g<first>ay", s)
    re.search(r"(a+)+$", "a" * 18 + "b")
    re.search(r"(?>a+)b", "aaab").group(), re.search(r"a++b", "aab").span()
    re.findall(r"(\w)\1", "aabbcd" + s), re.search(r"(x)?(?(1)y|z)", "z").group()
    re.sub("x*", "-", "abxd"), re.split("x*", "axbc")
    re.findall(rb"\d+", line.encode()), re.findall("[^\x00-\x7f]", s)
    re.match("a", b"a")
    re.compile(r"\w+\d").scanner(s).search().group(), re.compile("(a)(?:b)(?P<c>c)").groupindex
    re.findall(r"\bst\w*", s, re.I), re.findall(r"[ωΩ]\w+", s), re.search("ß", "SS", re.I)
    fnmatch.filter(s.split(), "*e*[0-4]"), fnmatch.translate("*.t?t")
    difflib.get_close_matches("cedr", [w.rstrip("0123456789") for w in s.split()])
    round(difflib.SequenceMatcher(None, s, line).ratio(), 6)
    list(difflib.unified_diff(s.split(), s.replace("e", "3").split(), lineterm=""))[:9]
    list(difflib.ndiff(["one\n", "two\n"], ["ore\n", "tree\n"]))
    re.template if hasattr(re, "template") else re.NOFLAG
    re.purge(), str(re.compile("x", re.I | re.M)), re.compile("a") == re.compile("a")
""")
TOPICS["json"] = Topic("json", lambda r: {"value": {w: r.choice([None, True, r.randint(-9, 10**12), r.uniform(-5, 5), words(r, 3), {"n": ints(r, 3)}]) for w in words(r, 6)}, "bad": r.choice(['{"a": }', "[1, 2", '{"a" 1}', '"\\x"', "nul", "[1,]", '{"a":1,}', "\ttrue false"])}, r"""
    json.dumps(value), json.dumps(value, sort_keys=True)
    json.dumps(value, indent=2, ensure_ascii=False)
    json.dumps(value, separators=(",", ":"))
    json.loads(json.dumps(value)) == value
    json.loads(bad)
    json.loads('[1.0, 1e5, -0.0, 1E400, 12345678901234567890, NaN, -Infinity]')
    json.dumps(float("nan")), json.dumps([1e16, 1e-7, 0.1 + 0.2])
    json.dumps(float("nan"), allow_nan=False)
    json.dumps({1: 2, None: 3, True: 4, 1.5: 5})
    json.dumps({(1, 2): 3})
    json.dumps({(1, 2): 3}, skipkeys=True)
    json.dumps({1, 2})
    json.dumps({3}, default=list)
    json.loads('{"a": 1, "a": 2}', object_pairs_hook=list)
    json.loads("1.10", parse_float=str), json.loads("12", parse_int=lambda n: n + "!")
    json.loads('"\\ud83d\\ude00 \\u00e9 \\n"'), json.dumps("\x7f\u2028😀")
    json.loads('"\\ud83d"'), json.loads('"a\tb"', strict=False)
    json.loads('"a\tb"')
    json.loads(b'\xef\xbb\xbf[1]')
    json.loads('["é"]'.encode("utf-16"))
    json.JSONDecoder().raw_decode('[1] tail'), json.JSONEncoder(indent="\t").encode([1, {}])
    list(json.JSONEncoder().iterencode({"a": [1, 2]}))
    json.loads(""), 1
    json.loads("[" * 50 + "]" * 50) != []
    (lambda l: (l.append(l), json.dumps(l)))([])
    json.dumps("</script>"), json.dumps([[], {}, "", 0])
    json.dumps(value, indent=0)[:60]
""")
TOPICS["binary"] = Topic("struct array binascii base64 zlib", lambda r: {"n": r.getrandbits(31), "q": r.getrandbits(63), "x": r.uniform(-1e3, 1e3), "data": r.randbytes(40)}, r"""
    struct.pack("<iQd", n, q, x).hex(), struct.unpack("<iQd", struct.pack("<iQd", n, q, x))
    struct.pack(">hHbB?", -5, 65000, -1, 255, True), struct.calcsize("<bhiq"), struct.calcsize("=l")
    struct.pack("4s5p", b"abcdef", b"xyz"), struct.unpack("<2h", data[:4])
    struct.pack("<b", 200)
    struct.unpack("<i", b"abc")
    struct.pack("<e", x), struct.unpack("<f", struct.pack("<f", x)), struct.pack("<e", 1e6) if x < -2e3 else 0
    list(struct.iter_unpack("<BH", data[:39])), struct.Struct(">3sI").size
    array.array("i", [n, -n]).tobytes().hex(), array.array("d", [x, 1.5]).tolist()
    array.array("H", data).byteswap(), array.array("q", [q]) * 2, array.array("f", [0.1])
    array.array("B", [256])
    memoryview(data)[3:9].tobytes(), memoryview(data).cast("H").tolist()[:5], memoryview(data).hex("-", 4)[:20]
    memoryview(bytearray(data))[::3].tolist(), memoryview(data)[0:4] == data[:4]
    binascii.crc32(data), zlib.crc32(data, 7), zlib.adler32(data)
    binascii.hexlify(data, "-")[:30], binascii.b2a_base64(data), binascii.crc_hqx(data, 0)
    base64.b64encode(data), base64.urlsafe_b64encode(data), base64.b32encode(data[:10]), base64.b85encode(data[:8]), base64.a85encode(data[:8])
    base64.b64decode("abc")
    base64.b64decode("YW Jj$", validate=True)
    base64.b16decode("0aFF")
    zlib.decompress(zlib.compress(data * 20, 9)) == data * 20, len(zlib.compress(b"a" * 10000))
    zlib.decompress(data)
    bytes.fromhex("00 ff 1a"), data.hex(), bytes([1, 2, 3]) + b"\x04", bytearray(data)[:5]
    bytes([300])
    data[::-5], data[5], data.find(b"\x00"), data.count(data[:1]), data.split(data[9:10], 1)[0]
    int.from_bytes(data[:8], "big"), int.from_bytes(data[:3], "little", signed=True)
    bytearray(b"hello").replace(b"l", b"L"), b"a,b".split(b","), b"%d %s %x" % (5, b"z", 255)
    (lambda b: (b.extend(data[:3]), b.insert(0, 1), b.pop(), b.reverse(), b))(bytearray(b"xyz"))
    b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"ab".isalpha(), b" x ".strip(), b"ab".upper()
    "".join(map(chr, data[:5])).encode("latin-1") == data[:5], str(data[:6]), repr(bytearray(data[:4]))
    binascii.unhexlify("abc")
    binascii.a2b_uu(binascii.b2a_uu(data)) == data, binascii.b2a_qp(b"a=b\xff \n")
""")
TOPICS["hashing"] = Topic("hashlib hmac uuid random secrets zlib", lambda r: {"data": r.randbytes(r.randint(0, 300)), "key": r.randbytes(20), "seed": r.randint(0, 10**9), "ws": words(r)}, r"""
    hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest()
    hashlib.sha256(data).hexdigest(), hashlib.sha224(data).hexdigest()
    hashlib.sha512(data).hexdigest(), hashlib.sha384(data).hexdigest()[:20]
    hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)
    hashlib.blake2b(data, digest_size=20, key=key, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(data).hexdigest()
    hashlib.new("sha256", data).name, hashlib.sha256().block_size, hashlib.sha512().digest_size
    hashlib.new("nothing")
    hmac.new(key, data, "sha256").hexdigest(), hmac.digest(key, data, "sha1").hex(), hmac.new(key, data, hashlib.sha3_256).hexdigest()
    hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"a", b"b")
    hashlib.pbkdf2_hmac("sha256", key, b"salt", 50).hex(), hashlib.pbkdf2_hmac("sha1", key, data, 3, 30).hex()
    sorted(hashlib.algorithms_guaranteed)
    uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.uuid3(uuid.NAMESPACE_URL, ws[0]), uuid.UUID(int=seed).hex
    uuid.UUID("nonsense")
    uuid.uuid4().version, len(secrets.token_hex(8)), 0 <= secrets.randbelow(10) < 10
    [random.Random(seed).randint(0, 100) for _ in range(3)], random.Random(seed).random()
    random.Random(seed).sample(ws, 4), random.Random(str(seed)).choices(ws, [1, 2, 3, 4, 5, 6, 7, 8], k=5)
    (lambda l: (random.Random(seed).shuffle(l), l))(list(ws))
    random.Random(seed).gauss(0, 1) < 99, round(random.Random(seed).uniform(1, 9), 10), random.Random(seed).getrandbits(100)
    random.Random(key).randbytes(8).hex(), random.Random(ws[0]).randrange(0, 1000, 7), random.Random(seed).binomialvariate(20, 0.3)
    random.Random(seed).triangular(0, 10, 3), random.Random(3).getstate()[1][:3]
    random.Random(seed).sample(ws, 100)
    random.Random(seed).randrange(5, 5)
    (lambda h: (h.update(b"x"), h.copy().hexdigest()[:12], h.hexdigest()[:12]))(hashlib.sha256(data))
    hashlib.sha256("text")
    hashlib.file_digest(__import__("io").BytesIO(data), "sha256").hexdigest()
    [zlib.crc32(w.encode()) for w in ws]
""")
TOPICS["itertools"] = Topic("itertools functools operator", lambda r: {"xs": ints(r, 9, 20), "ws": words(r, 6), "k": r.randint(2, 4)}, r"""
    list(itertools.accumulate(xs)), list(itertools.accumulate(xs, max)), list(itertools.accumulate(xs, operator.mul, initial=1))
    list(itertools.chain(xs, ws)), list(itertools.chain.from_iterable(ws))[:12]
    list(itertools.combinations(xs[:5], k)), len(list(itertools.permutations(xs[:5], k)))
    list(itertools.product("ab", range(k))), list(itertools.combinations_with_replacement("abc", 2))
    list(itertools.compress(ws, [1, 0, 1, 0, 1])), list(itertools.pairwise(xs)), list(itertools.batched(xs, k))
    list(itertools.dropwhile(lambda x: x < 5, xs)), list(itertools.takewhile(lambda x: x < 5, xs)), list(itertools.filterfalse(lambda x: x % 2, xs))
    [(key, list(group)) for key, group in itertools.groupby(sorted(ws), key=len)]
    [(key, len(list(group))) for key, group in itertools.groupby(xs, key=lambda x: x > 0)]
    list(itertools.islice(itertools.count(k, 3), 5)), list(itertools.islice(itertools.cycle(ws), 4, 12, 2))
    list(itertools.starmap(pow, zip(xs, itertools.repeat(k)))), list(itertools.zip_longest(xs, ws, fillvalue="-"))
    [list(t) for t in itertools.tee(xs, 2)] == [xs, xs], list(itertools.repeat(k, 3))
    functools.reduce(lambda a, b: a * 31 + b, xs), functools.reduce(operator.add, ws)
    functools.reduce(operator.add, [])
    functools.partial(int, base=k + 5)("123"), functools.partial(print, "x").args
    sorted(ws, key=functools.cmp_to_key(lambda a, b: (len(a) > len(b)) - (len(a) < len(b))))
    (lambda f: ([f(n) for n in range(30)][-1], f.cache_info()))(functools.lru_cache(8)(lambda n: n * n % 7))
    operator.itemgetter(0, -1)(xs), operator.attrgetter("real")(k), operator.methodcaller("upper")(ws[0])
    list(map(operator.sub, xs, xs[1:])), list(map(lambda a, b: (a, b), ws, xs)), sum(map(len, ws))
    list(itertools.batched(xs, 0))
    list(itertools.combinations(xs, -1))
    next(iter([])), 0
    next(iter([]), "none"), list(iter(iter(xs).__next__, xs[-1]))[:3]
    (x for x in xs).__name__, sum(x * x for x in xs if x > 0), [y for x in ws for y in x if y in "aeiou"][:9]
    sorted(zip(map(len, ws), ws)), list(zip(*[xs[:3], xs[3:6]]))
    operator.length_hint(iter(xs)), operator.index(k), operator.concat(xs, [1])[-1], operator.countOf(xs, xs[0])
""")
TOPICS["statistics"] = Topic("statistics random math", lambda r: {"xs": [round(r.gauss(50, 12), 3) for _ in range(12)], "ys": ints(r, 12, 50), "seed": r.randint(1, 10**6)}, r"""
    statistics.mean(ys), statistics.fmean(xs), statistics.median(xs), statistics.median_low(ys), statistics.median_high(ys)
    statistics.stdev(xs), statistics.pstdev(xs), statistics.variance(ys), statistics.pvariance(xs)
    statistics.mode(ys + ys[:1]), statistics.multimode("aabbc"), statistics.median_grouped(ys, 2)
    statistics.quantiles(xs, n=4), statistics.quantiles(xs, n=10, method="inclusive")[:3]
    statistics.harmonic_mean([abs(y) + 1 for y in ys]), round(statistics.geometric_mean([abs(y) + 1 for y in ys]), 9)
    statistics.correlation(xs, ys), statistics.covariance(xs, ys), statistics.linear_regression(xs, ys)
    statistics.correlation(xs, ys, method="ranked")
    statistics.NormalDist(5, 2).cdf(6.5), round(statistics.NormalDist(5, 2).pdf(4), 12), statistics.NormalDist().inv_cdf(0.3)
    statistics.NormalDist.from_samples(xs), statistics.NormalDist(1, 2) + statistics.NormalDist(3, 4), statistics.NormalDist(1, 2).quantiles()
    statistics.NormalDist(5, 2).overlap(statistics.NormalDist(6, 3)), statistics.NormalDist(5, 2).zscore(9)
    statistics.mean([])
    statistics.stdev([1])
    statistics.fmean(xs, [abs(y) + 1 for y in ys]), statistics.fmean([1, 2], [0, 0]) if seed < 0 else None
    statistics.kde(xs, h=2.0)(50.0) > 0, statistics.mean([True, 2, 3.5])
    round(sum(random.Random(seed).random() for _ in range(100)), 9), sum(random.Random(seed).choices(ys, k=30))
    sorted(ys)[len(ys) // 2], sum(xs) / len(xs), math.fsum((x - 50) ** 2 for x in xs)
    [round(x) for x in xs], [int(x // 10) for x in xs], sorted(xs)[-3:]
    statistics.mean(["a"])
""")
TOPICS["files"] = Topic("os pathlib shutil tempfile glob io", lambda r: {"names": sorted(set(words(r, 7))), "text": "\n".join(words(r, 9)) + "\n", "n": r.randint(2, 8)}, r"""
    [pathlib.Path(f"{name}.txt").write_text(text * i, "utf-8") for i, name in enumerate(names)]
    (os.makedirs(f"d/{names[0]}/x"), sorted(p.as_posix() for p in pathlib.Path("d").rglob("*")))
    sorted(glob.glob("*.txt")), sorted(os.listdir())[:5]
    (pathlib.Path("a").write_bytes(b"x" * n), os.path.getsize("a"), os.stat("a").st_size)
    (pathlib.Path("b").write_text("1"), os.rename("b", "c"), os.path.exists("b"), os.path.exists("c"))
    open("missing/file")
    os.remove("missing")
    os.mkdir("d/y/z")
    os.rmdir("nothing")
    (os.makedirs("m", exist_ok=True), os.makedirs("m"))
    (pathlib.Path("t").write_text(text, "utf-8"), open("t", encoding="utf-8").readlines()[:2], sum(1 for _ in open("t", encoding="utf-8")))
    (lambda f: (f.seek(n), f.read(3), f.tell(), f.close()))(io.BytesIO(text.encode()))
    (lambda f: (f.write("ab\ncd"), f.seek(0), f.readline(), f.read(), f.close()))(open("w", "w+", encoding="utf-8"))
    (lambda f: (f.write(b"0123456789"), f.seek(-3, 2), f.read(), f.truncate(4), f.seek(0), f.read(), f.close()))(open("u", "w+b"))
    (pathlib.Path("e").write_text("1"), open("e", "a").write("23"), open("e").read())
    (pathlib.Path("x1").write_text("1"), open("x1", "x"))
    (shutil.copy(__file__, "copy.py"), os.path.getsize("copy.py") == os.path.getsize(__file__))
    (os.makedirs("tree/a/b", exist_ok=True), pathlib.Path("tree/a/f").write_text("1"), shutil.copytree("tree", "tree2", dirs_exist_ok=True), sorted(os.listdir("tree2/a")))
    (os.makedirs("gone/a", exist_ok=True), shutil.rmtree("gone"), os.path.isdir("gone"))
    [(root, sorted(ds), sorted(fs)) for root, ds, fs in sorted(os.walk("tree"))]
    (os.makedirs("s", exist_ok=True), [(e.name, e.is_dir()) for e in sorted(os.scandir("s"), key=lambda e: e.name)])
    os.path.join("a", "/b", "c"), os.path.normpath("a//b/../c/."), os.path.splitext("x.tar.gz"), os.path.relpath("/a/b", "/a/c")
    os.path.commonpath(["/a/b", "/a/c/d"]), os.path.basename("/a/b/"), os.path.isabs("a"), os.path.split("/a/b")
    pathlib.PurePath("/a/b.tar.gz").suffixes, pathlib.PurePath("a/b") / "c", pathlib.PurePath("a/b").parts, pathlib.PurePath("/a/b").relative_to("/a")
    pathlib.PurePath("/a").relative_to("/b")
    pathlib.PurePath("a.txt").with_suffix(".md"), pathlib.PurePath("a/b/c.py").match("*.py"), pathlib.PureWindowsPath("C:\\x\\y").parts
    (lambda d: (os.path.isdir(d), shutil.rmtree(d), os.path.isdir(d)))(tempfile.mkdtemp())
    (lambda f: (f.write(b"abc"), f.seek(0), f.read(), f.close()))(tempfile.TemporaryFile())
    (lambda f: (f.write("abc"), f.close(), os.path.exists(f.name)))(tempfile.NamedTemporaryFile("w"))
    (pathlib.Path("l").write_text("1"), os.path.islink("l") or os.symlink("l", "ln" + str(n)), os.readlink("ln" + str(n)), os.path.islink("ln" + str(n)))
    (pathlib.Path("tt").write_text("1"), os.utime("tt", (1e9, 1.5e9)), os.stat("tt").st_mtime, oct(os.stat("tt").st_mode))
    open("d2", "rz")
    open(__file__, "rb").read(3), open(__file__, encoding="ascii", errors="replace").readline()[:5]
    open("t3", "w").read()
    (lambda f: (f.close(), f.read()))(open(__file__))
    os.fspath(pathlib.Path("a/b")), os.sep, os.linesep, os.curdir, os.devnull
    (lambda fd: (os.write(fd, b"hello"), os.lseek(fd, 1, 0), os.read(fd, 3), os.fstat(fd).st_size, os.close(fd)))(os.open("fd", os.O_RDWR | os.O_CREAT | os.O_TRUNC))
    os.open("nowhere/x", os.O_RDONLY)
    os.listdir("t" * 300)
    io.StringIO(text).readlines()[-1], io.TextIOWrapper(io.BytesIO(b"a\r\nb"), newline=None).read(), io.BufferedReader(io.BytesIO(b"xyz")).peek(2)
""")
TOPICS["classes"] = Topic("dataclasses enum abc functools typing types", lambda r: {"n": r.randint(1, 9), "ws": words(r, 4), "xs": ints(r, 5)}, r"""
    dataclasses.make_dataclass("Point", [("x", int), ("y", int, n)])(3)
    dataclasses.asdict(dataclasses.make_dataclass("Row", ["name", "values"])(ws[0], xs))
    dataclasses.make_dataclass("F", ["a"], frozen=True)(1).__setattr__("a", 2)
    dataclasses.make_dataclass("O", ["a", "b"], order=True)(1, n) < dataclasses.make_dataclass("O", ["a", "b"], order=True)(1, 2)
    dataclasses.replace(dataclasses.make_dataclass("R", ["a", "b"])(1, 2), b=n), [f.name for f in dataclasses.fields(dataclasses.make_dataclass("R", ["a", "b"]))]
    dataclasses.make_dataclass("R", ["a", "b"])(1)
    enum.Enum("Colour", ws[:1] + ["RED", "BLUE"])["RED"], list(enum.Enum("Colour", "RED BLUE"))
    enum.Enum("Colour", "RED BLUE")(n + 5)
    (lambda F: (F.R | F.W, F(3), F.R in F(3), ~F.R, F.R.value))(enum.Flag("F", "R W X"))
    (lambda I: (I.A + n, I.B > I.A, I(2), repr(I.A)))(enum.IntEnum("I", "A B"))
    type("T", (), {"__repr__": lambda self: f"<T {n}>", "__eq__": lambda a, b: True})(), type("U", (int,), {})(n) + 1
    type("A", (abc.ABC,), {"f": abc.abstractmethod(lambda self: 1)})()
    type("M", (type,), {"__call__": lambda cls, *a: a})("X", (), {})
    [c.__name__ for c in type("D", (type("B", (), {}), type("C", (), {})), {}).__mro__]
    type("D", (object, int), {})
    (lambda C: (C().__class__.__name__, C.__dict__["x"], hasattr(C, "y"), getattr(C, "y", n)))(type("C", (), {"x": n}))
    type("C", (), {})().nothing
    type("S", (), {"__slots__": ("a",)})().__setattr__("b", 1)
    isinstance(n, (str, int)), issubclass(bool, int), callable(len), type(n).__name__
    (lambda C: [C()[i] for i in range(3)])(type("C", (), {"__getitem__": lambda self, i: i * n}))
    (lambda C: (len(C()), bool(C()), n in C()))(type("C", (), {"__len__": lambda self: 0, "__contains__": lambda self, x: x > 3}))
    (lambda C: len(C()))(type("C", (), {"__len__": lambda self: -1}))
    (lambda C: C() + 1)(type("C", (), {"__add__": lambda a, b: ("add", b)})), (lambda C: 1 - C())(type("C", (), {"__rsub__": lambda a, b: ("rsub", b)}))
    object() + 1
    typing.get_type_hints(types.FunctionType(compile("0", "x", "eval"), {})), typing.Optional[int], list[int] | None, typing.get_args(dict[str, int])
    typing.NamedTuple("N", [("a", int), ("b", str)])(1, "x"), typing.TypedDict("T", {"a": int})(a=n), typing.Literal[1, "a"]
    types.SimpleNamespace(a=n, b=ws), types.MappingProxyType({"a": 1})["a"]
    types.MappingProxyType({"a": 1}).__setitem__("a", 2)
    (lambda C: (C().v, C.__dict__["v"].fget.__name__))(type("C", (), {"v": property(lambda self: n)}))
    (lambda C: setattr(C(), "v", 1))(type("C", (), {"v": property(lambda self: n)}))
    (lambda C: (C.f(), C().g()))(type("C", (), {"f": classmethod(lambda cls: cls.__name__), "g": staticmethod(lambda: n)}))
    functools.singledispatch(lambda x: "any")(n), functools.total_ordering(type("T", (), {"__lt__": lambda a, b: True, "__eq__": lambda a, b: False})).__ge__ is not None
    (lambda C: f"{C():>5}")(type("C", (), {"__format__": lambda self, spec: spec * 2})), (lambda C: str(C()))(type("C", (), {"__str__": lambda self: 5}))
    super().nothing
    __import__("copy").copy(types.SimpleNamespace(a=1)), type(types.SimpleNamespace()).__mro__[1]
""")
TOPICS["sqlite"] = Topic("sqlite3", lambda r: {"rows": [(r.choice(WORDS), r.randint(-99, 99), round(r.uniform(0, 9), 3)) for _ in range(12)], "k": r.randint(-30, 30)}, r"""
    (db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)
    db.execute("select count(*), sum(n), max(x), total(n) from t").fetchone()
    db.execute("select name, n from t where n > ? order by n, name", (k,)).fetchall()
    db.execute("select name, count(*), group_concat(n) from t group by name order by name").fetchall()
    db.execute("select round(avg(x), 6), printf('%05d|%.2f', ?, 1.5), upper('äbc'), length('äbc')", (k,)).fetchone()
    db.execute("with recursive f(a, b) as (values(0, 1) union all select b, a + b from f limit 12) select group_concat(a) from f").fetchone()
    db.execute("select n, row_number() over (order by n, x), sum(n) over (order by n, x) from t order by n, x limit 5").fetchall()
    db.execute("select json_extract('{\"a\": [1, 2]}', '$.a[1]'), json_group_array(n) from (select n from t order by n)").fetchone()
    db.execute("select date('2024-02-29', '+1 year'), strftime('%Y-%j', '2024-12-31'), julianday('2000-01-01')").fetchone()
    db.execute("select * from nothing")
    db.execute("selec 1")
    db.execute("insert into t values(1, 2)")
    (db.execute("create unique index if not exists u on t(name, n, x)"), db.execute("pragma index_list(t)").fetchall()[0][1])
    [description[0] for description in db.execute("select name as a, n from t").description]
    db.execute("select :a || :b, typeof(:a), quote(:b)", {"a": "x", "b": k}).fetchone()
    db.execute("select ?", ()).fetchone()
    db.execute("select 9223372036854775807 + 1, 1/0, 7/2, -7 % 3, 1e308*10, x'00ff', null is null").fetchone()
    db.execute("select ?", (2**64,)).fetchone()
    (db.create_function("twice", 1, lambda v: v * 2), db.execute("select twice(n) from t order by n limit 3").fetchall())
    (db.create_collation("rev", lambda a, b: (a < b) - (a > b)), db.execute("select distinct name from t order by name collate rev").fetchall())
    (db.execute("update t set n = n + 1 where n < 0").rowcount, db.execute("delete from t where n > 90").rowcount, db.total_changes > 0)
    (db.commit(), db.execute("insert into t values('z', 1, 1)"), db.rollback(), db.in_transaction)
    db.execute("select name from t where name like 's%' or name glob '*a*' order by 1").fetchall()
    db.execute("select coalesce(null, ?), nullif(1, 1), iif(1 > 2, 'a', 'b'), instr('hello', 'l'), substr('hello', -3, 2), replace('aba', 'a', 'x')", (k,)).fetchone()
    len(list(db.iterdump())) > 3, sqlite3.threadsafety in (0, 1, 3), sqlite3.paramstyle
    (db.execute("create table p(id integer primary key, v blob)"), db.execute("insert into p(v) values(?)", (b"ab\x00",)).lastrowid, db.execute("select v, hex(v) from p").fetchone())
    (db.execute("pragma foreign_keys = on"), db.execute("create table c(p references p(id))"), db.execute("insert into c values(99)"))
    sqlite3.complete_statement("select 1;"), sqlite3.complete_statement("select")
    db.execute("select 1; select 2")
    db.executescript("create view v as select n from t; select 1;").fetchall(), db.execute("select count(*) > 0 from v").fetchone()
    db.execute("select abs(-9223372036854775808)").fetchone()
    db.execute("explain query plan select * from t where name = 'a'").fetchall()[0][3][:6]
    (setattr(db, "row_factory", sqlite3.Row), (lambda row: (row.keys(), row["a"], tuple(row)))(db.execute("select 1 as a, 2 as b").fetchone()), setattr(db, "row_factory", None))
""", before='db = sqlite3.connect(":memory:")\n', first=1)
TOPICS["formats"] = Topic("csv io configparser tomllib html urllib.parse xml.etree.ElementTree shlex ast email.message mimetypes", lambda r: {"rows": [[r.choice(WORDS), r.randint(0, 99), r.choice(['a,b', 'say "x"', "", "two\nlines", "ß"])] for _ in range(5)], "n": r.randint(1, 99), "w": r.choice(WORDS)}, r'''
    (lambda f: (csv.writer(f).writerows(rows), f.getvalue()))(io.StringIO())
    (lambda f: (csv.writer(f, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows), f.getvalue()))(io.StringIO())
    list(csv.reader(io.StringIO('a,"b, ""c""",d\n1,2,3\n'))), list(csv.DictReader(io.StringIO(f"x,y\n{n},2\n")))
    list(csv.reader(['a,"b\nc'], strict=True))
    csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter, csv.list_dialects()
    (lambda c: (c.read_string(f"[a]\nx = {n}\ny = %(x)s/z\n[b]\n"), c.sections(), c["a"]["y"], c.getint("a", "x"), c.has_option("b", "q")))(configparser.ConfigParser())
    configparser.ConfigParser().read_string("x = 1")
    (lambda c: c.get("a", "b"))(configparser.ConfigParser())
    tomllib.loads(f'a = {n}\nb = [1, 2.5, "x"]\n[t]\nd = 2021-03-04T05:06:07Z\ne = {{f = true}}')
    tomllib.loads("a = ")
    html.escape(f"<{w} a='1'>&"), html.unescape("&lt;&eacute;&#x41;&notit;")
    urllib.parse.urlsplit(f"https://u:p@host:{n}/a/b;c?q={w}&r=#f"), urllib.parse.parse_qs(f"a=1&a=2&b={n}")
    urllib.parse.quote(f"/{w} ä?&"), urllib.parse.unquote("%C3%A4%2F+"), urllib.parse.urlencode({"a": [1, 2], "b": w}, doseq=True)
    urllib.parse.urljoin("http://a/b/c/d", "../x?y"), urllib.parse.urlsplit("http://[::1").netloc
    [(e.tag, e.attrib, e.text) for e in xml.etree.ElementTree.fromstring(f"<r><a k='{n}'>{w}</a><b/>tail</r>").iter()]
    xml.etree.ElementTree.fromstring("<a><b></a>")
    xml.etree.ElementTree.tostring(xml.etree.ElementTree.fromstring("<a>é<b x='1&amp;2'/></a>")), xml.etree.ElementTree.fromstring("<a><b>1</b><b>2</b></a>").findtext("b")
    (lambda e: (xml.etree.ElementTree.indent(e), xml.etree.ElementTree.tostring(e, "unicode")))(xml.etree.ElementTree.fromstring("<a><b><c/></b></a>"))
    shlex.split(f"cmd -x 'a b' \"c $d\" {w}\\ z"), shlex.quote("it's"), shlex.join(["a b", "c"])
    shlex.split("'unclosed")
    ast.literal_eval("{'a': [1, (2, 3)], 'b': {4}, 'c': -5.5e3}"), ast.dump(ast.parse(f"x = {n} + y"))
    ast.literal_eval("__import__('os')")
    ast.unparse(ast.parse("def f(a, *b, c=1, **d) -> int:\n  return [x for x in b if x]")), ast.parse("f(x)(y)[0]").body[0].value.slice.value
    (lambda m: (m.__setitem__("To", "a@b"), m.__setitem__("Subject", f"{w} é"), m.set_content(f"text {n}\n"), m.as_string()))(email.message.EmailMessage())
    mimetypes.guess_type("a.tar.gz"), mimetypes.guess_type("x.html"), mimetypes.guess_extension("image/png")
    __import__("xml.dom.minidom").dom.minidom.parseString("<a><b>1</b></a>").toprettyxml(indent=" ")
    __import__("plistlib").loads(__import__("plistlib").dumps({"a": [1, b"x", 2.5], "b": w}))
    __import__("quopri").encodestring("ä=\n".encode()), __import__("email.utils").utils.parseaddr("A B <a@b.c>"), __import__("email.utils").utils.formatdate(n * 1e7)
    __import__("http").HTTPStatus(404).phrase, __import__("http.cookies").cookies.SimpleCookie(f"a=1; b={n}")["b"].value
    __import__("string").Formatter().vformat("{0} {a}", (n,), {"a": w}), __import__("pprint").pformat({w: rows}, width=40)
    __import__("ipaddress").ip_network("10.0.0.0/28").num_addresses, __import__("ipaddress").ip_address("::1").is_loopback, list(__import__("ipaddress").ip_network("10.0.0.0/30").hosts())
    __import__("ipaddress").ip_address("300.1.1.1")
''')
TOPICS["errors"] = Topic("errno sys traceback contextlib warnings inspect", lambda r: {"n": r.randint(2, 9), "w": r.choice(WORDS)}, r"""
    eval("1 +")
    exec("for")
    compile("x = (", "<x>", "exec")
    compile("def f():\nreturn 1", "<x>", "exec")
    compile("a b c", "<x>", "exec")
    eval(f"undefined_{n}")
    int(w)
    len(n)
    n()
    w[n:n + 2], w[1.5]
    None.x
    [].append(1, 2)
    (lambda a, *, b: 0)(1)
    (lambda a, b: 0)(1, 2, 3)
    "a" + n
    {"a": 1}["b"]
    [1, 2].remove(w)
    (1, 2).index(n)
    w.encode("nonsense")
    open(w + "/nothing/here")
    __import__("no_such_module_" + str(n))
    sys.intern(n)
    range(1, 2, 0)
    [1] * -1, [0] * (10**10)
    "x" * (10**15)
    float("1.2.3")
    bytes(-1)
    chr(10**9)
    getattr(n, w)
    setattr(n, "x", 1)
    next(x for x in [])
    sum(["a"])
    sorted([1, "a"])
    iter(n)
    (lambda: (yield))().throw(ValueError("thrown"))
    isinstance(1, "int")
    type("X", (int, str), {})
    raise_ if False else (_ for _ in ()).throw(KeyError("k"))
    ExceptionGroup("g", [ValueError(n), TypeError(w)])
    ExceptionGroup("g", [ValueError(n), TypeError(w)]).split(ValueError)
    "".join(traceback.format_exception_only(ValueError(w)))
    contextlib.suppress(ValueError).__enter__(), contextlib.nullcontext(n).__enter__()
    warnings.catch_warnings(record=True).__class__.__name__, inspect.signature(lambda a, b=1, *c, d, **e: 0)
    (lambda f: f(f, 0))(lambda f, i: f(f, i + 1))
    BaseException(1, w).args, OSError(errno.ENOENT, "gone", w), OSError(errno.EACCES, "x").__class__, str(KeyError(w))
    repr(ValueError(n, w)), UnicodeDecodeError("utf-8", b"ab", 0, 1, "why")
    assert_ if False else isinstance(StopIteration(n).value, int)
    inspect.getsource(len)
""")
TOPICS["archives"] = Topic("io zipfile tarfile gzip bz2 lzma zlib shutil os pathlib pickle", lambda r: {"files": {f"{w}/{i}.txt": " ".join(words(r, 20)) * r.randint(1, 20) for i, w in enumerate(words(r, 5))}, "data": ("".join(words(r, 50)) * r.randint(1, 30)).encode()}, r"""
    (lambda f: ([f.writestr(zipfile.ZipInfo(n, (2021, 3, 4, 5, 6, 8)), t) for n, t in files.items()], f.namelist(), [i.file_size for i in f.infolist()], f.testzip()))(zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED))
    (lambda b: (zipfile.ZipFile(b, "w").close(), zipfile.ZipFile(b).namelist(), zipfile.is_zipfile(b), len(b.getvalue())))(io.BytesIO())
    zipfile.ZipFile(io.BytesIO(b"PK not a zip"))
    [len(compress(data)) < len(data) for compress in (gzip.compress, bz2.compress, lzma.compress, zlib.compress)]
    [m.decompress(m.compress(data)) == data for m in (gzip, bz2, lzma, zlib)]
    bz2.decompress(data)
    lzma.decompress(data)
    gzip.decompress(data)
    gzip.decompress(gzip.compress(data)[:-4])
    (lambda o: (b"".join([o.compress(data[:9]), o.compress(data[9:]), o.flush()]) and o.__class__.__name__))(bz2.BZ2Compressor())
    (lambda d: (d.decompress(bz2.compress(data) + b"tail") == data, d.unused_data, d.eof))(bz2.BZ2Decompressor())
    lzma.decompress(lzma.compress(data, lzma.FORMAT_ALONE)) == data, lzma.is_check_supported(lzma.CHECK_SHA256)
    (lambda d: (d.decompress(zlib.compress(data), 30), len(d.unconsumed_tail) > 0))(zlib.decompressobj())
    (lambda b: ([t.addfile(i, io.BytesIO(x.encode())) for t in [tarfile.open(fileobj=b, mode="w:gz")] for n, x in files.items() for i in [tarfile.TarInfo(n)] if setattr(i, "size", len(x.encode())) is None] and t.close() if False else "", 1))(io.BytesIO())
    tarfile.open(fileobj=io.BytesIO(data))
    ([(os.makedirs(os.path.dirname("z/" + n), exist_ok=True), pathlib.Path("z/" + n).write_text(t, "utf-8")) for n, t in files.items()], os.path.basename(shutil.make_archive("arch", "zip", "z")), sorted(zipfile.ZipFile("arch.zip").namelist()))
    ([(os.makedirs(os.path.dirname("y/" + n), exist_ok=True), pathlib.Path("y/" + n).write_text(t, "utf-8")) for n, t in files.items()], shutil.make_archive("tarch", "gztar", "y") and sorted((m.name, oct(m.mode), m.size, m.isdir()) for m in tarfile.open("tarch.tar.gz")))
    (pathlib.Path("g.gz").write_bytes(gzip.compress(data, mtime=0)), gzip.open("g.gz").read() == data, gzip.open("g.gz", "rt").read(10))
    [pickle.loads(pickle.dumps(files, p)) == files for p in range(6)], pickle.dumps([1, "a", None, 2.5], 2)
    pickle.loads(b"nonsense")
    pickle.dumps(lambda: 0)
    pickle.loads(pickle.dumps({"a": (1, {2}, frozenset([3]), b"x", 10**30, ..., int, len)}))
    (lambda l: (l.append(l), pickle.loads(pickle.dumps(l)))[1].__len__())([])
    __import__("marshal").loads(__import__("marshal").dumps([1, "a", 2.5, None, (True, b"x"), 10**20])), __import__("copyreg").dispatch_table is not None
    __import__("shelve").open("sh").__class__.__name__, sorted(n for n in os.listdir() if n.startswith("sh"))[:1]
    shutil.unpack_archive("nothing.zip")
    zlib.crc32(data), zlib.decompress(zlib.compress(data, wbits=-15), wbits=-15) == data, zlib.compressobj(9).compress(b"")
""")
TOPICS["asyncio"] = Topic("asyncio contextvars queue time os sys", lambda r: {"xs": ints(r, 6), "n": r.randint(2, 5)}, r"""
    asyncio.run(asyncio.sleep(0, n))
    asyncio.run(gathered(xs))
    asyncio.run(queued(xs))
    asyncio.run(timed_out())
    asyncio.run(cancelled())
    asyncio.run(grouped(xs))
    asyncio.run(failing())
    asyncio.run(locked(n))
    asyncio.run(ordered(xs))
    asyncio.run(generated(n))
    asyncio.run(events())
    asyncio.run(semaphored(n))
    asyncio.run(shielded())
    asyncio.run(waited(xs))
    asyncio.run(contextual(n))
    asyncio.run(futures(n))
    asyncio.run(n)
    asyncio.get_running_loop()
    asyncio.iscoroutinefunction(gathered), asyncio.Queue.__name__
    (lambda q: (q.put(1), q.get(), q.empty(), q.qsize()))(queue.Queue())
    queue.Queue(1).get_nowait()
    queue.PriorityQueue().__class__.__mro__[1].__name__
""", helpers="asyncio")
TOPICS["language"] = Topic("os sys", lambda r: {"xs": ints(r, 8, 50), "w": r.choice(WORDS), "n": r.randint(3, 12)}, r"""
    primes(n * 10)
    collatz(n), gcd(n * 84, 36)
    fib(n * 10)
    hanoi(n % 7, "a", "b", "c")[:5]
    queens(6)[:2]
    roman(n * 123)
    quicksort(xs), merge_sort(xs)
    permute(w[:4])[:7]
    matrix_power([[1, 1], [1, 0]], n)
    levenshtein(w, "cedar")
    describe(xs), describe(w), describe({"k": n}), describe(None), describe((1, 2)), describe(2.5)
    list(flatten([xs[:2], [w, [n, []]]]))
    caesar(w, n), run_length("aaabbbc" * 2)
    list(countdown(n)), sum(countdown(n))
    closures(n), unpack(*xs)
    binary_search(sorted(xs), xs[0]), to_base(n * 1000, 7)
    life({(1, 0), (1, 1), (1, 2)}, 3)
    knapsack([3, 4, 5, 9], [3, 4, 4, 10], n)
    dijkstra({"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": n}, "c": {"d": 1}, "d": {}}, "a")
    calculate("2*(3+4)-" + str(n)), calculate("1/0")
    with_finally(n), loop_else(xs)
    [y := n, y ** 2, (z := y + 1)], [a for a in xs if (b := a % 3)]
    (lambda *a, k=1, **d: (a, k, d))(1, 2, k=3, z=4)
    trie(["car", "cat", "dog"]), topological({"a": ["b", "c"], "b": ["c"], "c": []})
    mandelbrot(9, 5)
    "%s" % sys.version_info[:2].__str__(), sys.implementation.name, sys.byteorder
    swap(1, 2), chained(n), nested(n)
    Stack(xs).pop(), len(Stack(xs)), Stack([]).pop()
    Vector(1, n) + Vector(2, 3), Vector(3, 4) * 2, abs(Vector(3, 4)), Vector(1, 2) == Vector(1, 2)
""", helpers="language")


def program(topic, number):
    """Its name and text."""
    name = f"{topic}_{number:02}"
    return name, TOPICS[topic].program(name, random.Random(name))


def main(check):
    made = dict(program(topic, number) for topic in TOPICS for number in range(PER_TOPIC))
    wrong = [path.stem for path in FOLDER.glob("*.py") if path.stem not in made]
    wrong += [name for name, text in made.items() if not (path := FOLDER / f"{name}.py").exists() or path.read_text("utf-8") != text]
    if check:
        for name in wrong:
            print(f"generated/{name}.py is not what generate.py writes: run it")
        return bool(wrong)
    for name in wrong:
        if name in made:
            (FOLDER / f"{name}.py").write_text(made[name], "utf-8")
        else:
            (FOLDER / f"{name}.py").unlink()
    print(f"{len(made)} programs in generated/, {len(wrong)} written or removed")
    return 0


sys.exit(main("--check" in sys.argv[1:]))
