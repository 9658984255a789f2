"""Categories, widths and normal forms of many characters."""
import collections
import unicodedata
import zlib

categories = collections.Counter(unicodedata.category(chr(code)) for code in range(0x10000))
print(sorted(categories.items()))
print(unicodedata.unidata_version)
for form in ("NFC", "NFD", "NFKC", "NFKD"):
    text = "".join(unicodedata.normalize(form, chr(code)) for code in range(0x3000) if not 0xD800 <= code < 0xE000)
    print(form, len(text), zlib.crc32(text.encode()))
for method in ("upper", "lower", "title", "casefold", "swapcase"):
    text = "".join(getattr(chr(code), method)() for code in range(0x11000) if not 0xD800 <= code < 0xE000)
    print(method, zlib.crc32(text.encode()))
for test in ("isalpha", "isdigit", "isnumeric", "isspace", "isprintable", "isidentifier", "isupper"):
    print(test, sum(getattr(chr(code), test)() for code in range(0x20000)))
for codec in ("latin-1", "cp1252", "cp437", "koi8-r", "shift_jis", "euc_kr", "gb18030", "big5", "utf-7", "utf-16", "utf-32-be", "idna", "punycode", "mac_roman", "iso8859_15", "euc_jp", "iso2022_jp", "hz"):
    encoded = "naïve Ωжλ日本語한".encode(codec, "replace" if codec not in ("idna",) else "strict")
    print(codec, encoded[:40], zlib.crc32(encoded))
