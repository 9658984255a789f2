"""Text in every encoding and script, locales, dates and time zones."""
# ---- The canonical gate: the same text in every smoke, so that each runs alone, by hand.
import os
import sys


def _probe(mod):
    try:
        __import__(mod)
        return True
    except BaseException:
        return False


_HAVE_NUMPY = _probe("numpy")
_REQUIRE_FAT = os.environ.get("PYLON_REQUIRE_FAT") == "1"
_NUMPY = ("numpy", _HAVE_NUMPY)
passed = total = skipped = 0


def check(label, thunk, requires=()):
    """Counts one check, which passes when thunk() is true. What it requires and is not there makes it a SKIP, which
    counts as passed; with PYLON_REQUIRE_FAT=1, as in a release cut, it makes it a FAIL that names what is missing."""
    global passed, total, skipped
    total += 1
    print(f"{label}: ", end="", flush=True)  # so that a trap shows where it struck
    missing = ", ".join(name for name, have in requires if not have)
    if missing and not _REQUIRE_FAT:
        passed += 1
        skipped += 1
        print(f"SKIP (needs {missing})")
        return
    try:
        problem = f"needs {missing}" if missing else "" if thunk() else "not true"
    except BaseException as error:
        problem = repr(error)
    passed += not problem
    print(f"FAIL ({problem})" if problem else "ok")
# ---- End of the gate.

import codecs
import datetime
import locale
import re
import string
import time
import unicodedata
import zoneinfo

SAMPLES = {
    "utf-16": "añ日🐍", "utf-32": "añ日🐍", "utf-7": "añ日", "utf-8-sig": "añ日🐍", "latin-1": "añÿ", "cp1252": "a€“", "koi8-r": "Питон",
    "cp437": "é█", "iso8859-15": "a€", "mac-roman": "a∂", "shift_jis": "日本", "euc_jp": "日本", "iso2022_jp": "日本", "cp932": "日本①",
    "gb18030": "中文🐍", "gbk": "中文", "big5": "中文", "big5hkscs": "中文", "euc_kr": "한국", "cp949": "한국", "johab": "한국",
    "idna": "bücher", "punycode": "bücher", "unicode_escape": "añ日🐍", "raw_unicode_escape": "añ日",
}


# Codecs of the table that are modules of their own, which a variant may leave out.
CJK = {"shift_jis": "_codecs_jp", "euc_jp": "_codecs_jp", "cp932": "_codecs_jp", "iso2022_jp": "_codecs_iso2022", "gb18030": "_codecs_cn",
       "gbk": "_codecs_cn", "big5": "_codecs_tw", "big5hkscs": "_codecs_hk", "euc_kr": "_codecs_kr", "cp949": "_codecs_kr", "johab": "_codecs_kr"}


def needed(encoding):
    return ((CJK[encoding], CJK[encoding] in sys.builtin_module_names),) if encoding in CJK else ()


def round_trip(name):
    return SAMPLES[name].encode(name).decode(name) == SAMPLES[name]


def in_pieces(name):
    decoder = codecs.getincrementaldecoder(name)()
    return "".join(decoder.decode(bytes([byte])) for byte in SAMPLES[name].encode(name)) + decoder.decode(b"", True) == SAMPLES[name]


def raises(error, thunk):
    try:
        thunk()
    except error:
        return True
    return False


def offsets(zone, *moments):
    return [datetime.datetime(*moment, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset().total_seconds() / 3600 for moment in moments]


def folded():
    berlin = zoneinfo.ZoneInfo("Europe/Berlin")
    first = datetime.datetime(2025, 10, 26, 2, 30, tzinfo=berlin)
    return (first.replace(fold=1).astimezone(datetime.timezone.utc) - first.astimezone(datetime.timezone.utc)
            == datetime.timedelta(hours=1))


for encoding in SAMPLES:
    check(f"{encoding}", lambda: round_trip(encoding), requires=needed(encoding))
for encoding in ("utf-8-sig", "utf-16", "shift_jis", "gb18030", "iso2022_jp"):
    check(f"{encoding} byte by byte", lambda: in_pieces(encoding), requires=needed(encoding))
check("the encoding of files and of standard output", lambda: (sys.getfilesystemencoding(), sys.stdout.encoding.lower()) == ("utf-8", "utf-8"))
check("what cannot be decoded is an exception", lambda: raises(UnicodeDecodeError, lambda: b"\xff".decode()))
check("handlers of errors", lambda: b"a\xffb".decode(errors="backslashreplace") == "a\\xffb" and "é".encode("ascii", "xmlcharrefreplace") == b"&#233;")
check("surrogateescape", lambda: b"a\xff".decode(errors="surrogateescape").encode(errors="surrogateescape") == b"a\xff")
check("names of characters", lambda: unicodedata.lookup("SNAKE") == "🐍" and unicodedata.name("日").endswith("65E5"))
check("normal forms", lambda: [len(unicodedata.normalize(form, "ﬁé각")) for form in ("NFC", "NFD", "NFKC", "NFKD")] == [3, 6, 4, 7])
check("upper and lower case", lambda: ("straße".upper(), "ΑΣ".lower(), "ǅ".title(), "ß".casefold()) == ("STRASSE", "ας", "ǅ", "ss"))
check("digits and identifiers", lambda: int("٣٤") == 34 and "名".isidentifier() and unicodedata.numeric("½") == 0.5)
check("regular expressions", lambda: re.findall(r"\w+", "Zażółć 日本 42") == ["Zażółć", "日本", "42"])
check("formats", lambda: f"{1234567.891:,.2f}|{255:#x}|{'é':*^5}|{0.1:.20g}" == "1,234,567.89|0xff|**é**|0.10000000000000000555")
check("templates", lambda: string.Template("$a ${b}").substitute(a=1, b=2) == "1 2")
check("numbers as text", lambda: float("1e-320") > 0 and repr(0.1 + 0.2) == "0.30000000000000004" and float.fromhex("0x1.8p1") == 3.0)
check("the locale", lambda: locale.setlocale(locale.LC_ALL, "C") == "C" and locale.strxfrm("a") == "a")
check("zones", lambda: offsets("Europe/Berlin", (2025, 1, 1), (2025, 7, 1)) == [1, 2]
      and offsets("Asia/Kathmandu", (2025, 1, 1)) == [5.75] and offsets("America/New_York", (1900, 1, 1), (2040, 7, 1)) == [-5, -4])
check("the hour that comes twice", folded)
check("an unknown zone is an exception", lambda: raises(zoneinfo.ZoneInfoNotFoundError, lambda: zoneinfo.ZoneInfo("No/Where")))
check("every zone can be read", lambda: all(zoneinfo.ZoneInfo(name) for name in zoneinfo.available_timezones()))
check("dates", lambda: datetime.date(2024, 2, 29) + datetime.timedelta(days=366) == datetime.date(2025, 3, 1)
      and datetime.date.fromisocalendar(2026, 53, 7) == datetime.date(2027, 1, 3))
check("times as text", lambda: datetime.datetime.strptime("2025-03-01 12:34:56.789 +0130", "%Y-%m-%d %H:%M:%S.%f %z").isoformat()
      == "2025-03-01T12:34:56.789000+01:30")
check("strftime", lambda: time.strftime("%A %d %B %Y %j", time.gmtime(0)) == "Thursday 01 January 1970 001")

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
