"""binary_07: written by generate.py."""
import re
import struct
import array
import binascii
import base64
import zlib


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


n = 1070655271
q = 6449127676035926606
x = 131.50634174263178
data = b'9\xa5\xd4 \xe4\xc1\x88S(b\xf3\xfc\x85\xe6\xda\x8dp\xcb8\xffy\xd8Q\x8a~\xb4\x1d\x99"\x93\xb1\x01a\xd2\xd7\xcb\x17j\xc1\xf1'
show('(lambda b: (b.extend(data[:3]), b.insert(0, 1), b.pop(), b.reverse(), b))(bytearray(b"xyz"))')
show('array.array("H", data).byteswap(), array.array("q", [q]) * 2, array.array("f", [0.1])')
show('"".join(map(chr, data[:5])).encode("latin-1") == data[:5], str(data[:6]), repr(bytearray(data[:4]))')
show('struct.pack("<e", x), struct.unpack("<f", struct.pack("<f", x)), struct.pack("<e", 1e6) if x < -2e3 else 0')
show('list(struct.iter_unpack("<BH", data[:39])), struct.Struct(">3sI").size')
show('binascii.a2b_uu(binascii.b2a_uu(data)) == data, binascii.b2a_qp(b"a=b\\xff \\n")')
show('struct.unpack("<i", b"abc")')
show('zlib.decompress(data)')
show('int.from_bytes(data[:8], "big"), int.from_bytes(data[:3], "little", signed=True)')
show('base64.b16decode("0aFF")')
show('array.array("B", [256])')
show('array.array("i", [n, -n]).tobytes().hex(), array.array("d", [x, 1.5]).tolist()')
show('binascii.crc32(data), zlib.crc32(data, 7), zlib.adler32(data)')
show('binascii.unhexlify("abc")')
show('b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"ab".isalpha(), b" x ".strip(), b"ab".upper()')
show('zlib.decompress(zlib.compress(data * 20, 9)) == data * 20, len(zlib.compress(b"a" * 10000))')
