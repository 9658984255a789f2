"""The standard library as users meet it: text, numbers, compression, a database, dates and zones, files."""
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

import array
import datetime
import decimal
import hashlib
import hmac
import json
import locale
import pathlib
import pickle
import re
import struct
import tempfile
import time
import unicodedata
import zlib
import zoneinfo

# Built in or not: what is built in and cannot be imported is a failure, not a module that the variant has not.
_BZ2, _LZMA, _SQLITE, _JP = ((name, name in sys.builtin_module_names) for name in ("_bz2", "_lzma", "_sqlite3", "_codecs_jp"))
if _BZ2[1]:
    import bz2
if _LZMA[1]:
    import lzma
if _SQLITE[1]:
    import sqlite3


def raises(error, thunk):
    try:
        thunk()
    except error:
        return True
    return False


BYTES = bytes(range(256)) * 400


def database():
    with sqlite3.connect(":memory:") as connection:
        connection.execute("create table t (n integer, s text)")
        connection.executemany("insert into t values (?, ?)", [(n, f"row {n} é") for n in range(1000)])
        return connection.execute("select count(*), sum(n), max(s) from t").fetchone() == (1000, 499500, "row 999 é")


def database_file():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.db")
        connection = sqlite3.connect(path)
        with connection:
            connection.execute("create table t (n)")
            connection.execute("insert into t values (42)")
        connection.close()
        return sqlite3.connect(path).execute("select n from t").fetchone() == (42,)


def full_text_search():
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table t using fts5(body)")
    connection.execute("insert into t values ('static Python in one file')")
    return connection.execute("select count(*) from t where t match 'python'").fetchone() == (1,)


def files():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "ä.txt"
        path.write_text("one\ntwo\n", encoding="utf-8")
        os.rename(path, path.with_name("b.txt"))
        return os.listdir(folder) == ["b.txt"] and (path.parent / "b.txt").read_text().split() == ["one", "two"]


def zone():
    berlin = zoneinfo.ZoneInfo("Europe/Berlin")
    summer = datetime.datetime(2025, 7, 1, 12, tzinfo=berlin)
    winter = datetime.datetime(2025, 1, 1, 12, tzinfo=berlin)
    return (summer.utcoffset(), winter.utcoffset()) == (datetime.timedelta(hours=2), datetime.timedelta(hours=1))


def _decompresses(data):
    try:
        zlib.decompress(data)
    except zlib.error:
        return False
    return True


check("re", lambda: re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world") == "world hello")
check("json", lambda: json.loads(json.dumps({"a": [1, 2.5, None, "é"]})) == {"a": [1, 2.5, None, "é"]})
check("json's C code is used", lambda: json.decoder.scanstring is json.decoder.c_scanstring)
check("decimal", lambda: decimal.Decimal(1) / 7 == decimal.Decimal("0.1428571428571428571428571429"))
check("decimal's C code is used", lambda: __import__("_decimal").Decimal is decimal.Decimal)
check("hashlib sha256", lambda: hashlib.sha256(b"abc").hexdigest().startswith("ba7816bf8f01cfea"))
check("hashlib blake2b", lambda: hashlib.blake2b(b"abc").hexdigest().startswith("ba80a53f981c4d0d"))
check("hashlib md5", lambda: hashlib.md5(b"").hexdigest() == "d41d8cd98f00b204e9800998ecf8427e")
check("hashlib pbkdf2_hmac", lambda: hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 4096).hex()
      == "4b007901b765489abead49d926f721d065a429c1"  # RFC 6070
      and len(hashlib.pbkdf2_hmac("sha512", b"p" * 200, b"", 2, 100)) == 100)
check("hashlib pbkdf2_hmac refuses what OpenSSL's refuses", lambda: all(raises(OverflowError, lambda: hashlib.pbkdf2_hmac("sha1", b"", b"", *wrong))
      for wrong in ((2**31,), (1, 2**31))))
# RFC 7914, section 12.
check("hashlib scrypt", lambda: hashlib.scrypt(b"", salt=b"", n=16, r=1, p=1).hex()
      == "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
      and hashlib.scrypt(b"password", salt=b"NaCl", n=1024, r=8, p=16).hex().startswith("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830")
      and hashlib.scrypt(b"pleaseletmein", salt=b"SodiumChloride", n=16384, r=8, p=1, dklen=64).hex().endswith("651e40dfcf017b45575887"))
check("hashlib scrypt of too much", lambda: raises(ValueError, lambda: hashlib.scrypt(b"p", salt=b"s", n=2**20, r=8, p=1)))
check("hashlib scrypt refuses what OpenSSL's refuses", lambda: all(
      raises(error, lambda: hashlib.scrypt(b"p", salt=b"s", **{"n": 2, "r": 1, "p": 1} | wrong)) for error, wrong in (
          (TypeError, {"n": 2**64}), (TypeError, {"r": 2**64}), (TypeError, {"p": -1}), (ValueError, {"n": 2**63}),
          (ValueError, {"n": 3, "r": -1}), (ValueError, {"n": 65536}), (TypeError, {"n": "2"}), (TypeError, {"maxmem": 1.0}),
          (TypeError, {"dklen": "1"}), (OverflowError, {"maxmem": 2**63}), (OverflowError, {"dklen": -2**70}), (ValueError, {"dklen": 2**40}))))
check("hashlib scrypt takes the largest n for its r", lambda: hashlib.scrypt(b"p", salt=b"s", n=32768, r=True, p=1, dklen=4).hex() == "83737d55")
PARTS = (memoryview(b"pxwy")[::2], memoryview(b"wp")[::-1], memoryview(b"")[::2])
check("hashlib refuses a buffer that is not in one piece, as C does", lambda: all(raises(BufferError, lambda: call(part)) for part in PARTS for call in (
      lambda data: hashlib.scrypt(data, salt=b"s", n=2, r=1, p=1), lambda data: hashlib.scrypt(b"p", salt=data, n=2, r=1, p=1),
      lambda data: hashlib.pbkdf2_hmac("sha1", data, b"s", 1), lambda data: hashlib.pbkdf2_hmac("sha1", b"p", data, 1),
      lambda data: hmac.digest(data, b"m", "sha256"), lambda data: hmac.new(b"k", data, "sha256"))))
check("hmac.digest takes any buffer for a key", lambda: len({hmac.digest(key, b"m", "sha256") for key in (
      b"abcd", bytearray(b"abcd"), memoryview(b"abcd"), memoryview(b"abcd").cast("H"), array.array("B", b"abcd"))}) == 1)
# musl has neither.
check("setlocale refuses what is not there", lambda: raises(locale.Error, lambda: locale.setlocale(locale.LC_ALL, "de_DE"))
      and locale.setlocale(locale.LC_ALL, locale.setlocale(locale.LC_ALL, "C.UTF-8")) != "" and locale.setlocale(locale.LC_ALL, ""))
check("strftime keeps what it does not know", lambda: time.strftime("%P %k %-l %q %E %Ey %+ 100%", time.gmtime(10**9)) == "am  1 1 %q %E 01 %+ 100%")
check("zlib", lambda: zlib.decompress(zlib.compress(BYTES, 9)) == BYTES and zlib.crc32(b"abc") == 0x352441C2)
check("bz2", lambda: bz2.decompress(bz2.compress(BYTES)) == BYTES, requires=(_BZ2,))
check("lzma", lambda: lzma.decompress(lzma.compress(BYTES)) == BYTES, requires=(_LZMA,))
check("lzma's other formats", lambda: lzma.decompress(lzma.compress(BYTES, format=lzma.FORMAT_ALONE)) == BYTES, requires=(_LZMA,))
check("a damaged stream is an error", lambda: not _decompresses(b"x" + zlib.compress(BYTES)))
check("sqlite3", database, requires=(_SQLITE,))
check("sqlite3 on a file", database_file, requires=(_SQLITE,))
check("sqlite3 full-text search", full_text_search, requires=(_SQLITE,))
check("pickle", lambda: pickle.loads(pickle.dumps({"a": (1, b"x")})) == {"a": (1, b"x")})
check("struct", lambda: struct.unpack("<id", struct.pack("<id", 7, 0.5)) == (7, 0.5))
check("datetime", lambda: datetime.date(2024, 2, 29) + datetime.timedelta(days=366) == datetime.date(2025, 3, 1))
check("zoneinfo", zone)
check("every zone can be read", lambda: all(zoneinfo.ZoneInfo(name) for name in sorted(zoneinfo.available_timezones())))
check("unicodedata", lambda: unicodedata.normalize("NFD", "é") == "e\u0301")
check("CJK codecs", lambda: "日本".encode("shift_jis").decode("shift_jis") == "日本",
      requires=(_JP,))
check("files and folders", files)

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
