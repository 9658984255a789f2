"""binary_05: written by generate.py."""
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


n = 2045338758
q = 4625219735846359432
x = -2.3196624677899536
data = b'\xa18\x9e\xae\xb1\x988^?\xb2q\x82\x1d\xdd\x8f\xeb\xbb\xdc\xf3\xfa\x0f\x0e\x9d*\x0b\x87\xf9\xa9\x0c{\x8c\xdbu>/,\xb6\xf9\xd2\xda'
show('int.from_bytes(data[:8], "big"), int.from_bytes(data[:3], "little", signed=True)')
show('struct.pack("4s5p", b"abcdef", b"xyz"), struct.unpack("<2h", data[:4])')
show('memoryview(bytearray(data))[::3].tolist(), memoryview(data)[0:4] == data[:4]')
show('struct.pack("<b", 200)')
show('array.array("i", [n, -n]).tobytes().hex(), array.array("d", [x, 1.5]).tolist()')
show('binascii.a2b_uu(binascii.b2a_uu(data)) == data, binascii.b2a_qp(b"a=b\\xff \\n")')
show('binascii.crc32(data), zlib.crc32(data, 7), zlib.adler32(data)')
show('list(struct.iter_unpack("<BH", data[:39])), struct.Struct(">3sI").size')
show('struct.unpack("<i", b"abc")')
show('b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"ab".isalpha(), b" x ".strip(), b"ab".upper()')
show('bytearray(b"hello").replace(b"l", b"L"), b"a,b".split(b","), b"%d %s %x" % (5, b"z", 255)')
show('base64.b64decode("YW Jj$", validate=True)')
show('"".join(map(chr, data[:5])).encode("latin-1") == data[:5], str(data[:6]), repr(bytearray(data[:4]))')
show('base64.b64decode("abc")')
show('binascii.unhexlify("abc")')
show('memoryview(data)[3:9].tobytes(), memoryview(data).cast("H").tolist()[:5], memoryview(data).hex("-", 4)[:20]')
