"""binary_08: written by generate.py."""
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


n = 1343490595
q = 1353191230416596332
x = -471.4914098370689
data = b"\xdf\x1f\x92u\xc5_\xb0~\xc6z\x96\x14F0\xeew\xc78z\x1d8T\xefn\xd4\xc1\xfc\xf5O\x9dx\xffB\x81. '\x05\x0c\xa6"
show('bytes.fromhex("00 ff 1a"), data.hex(), bytes([1, 2, 3]) + b"\\x04", bytearray(data)[:5]')
show('array.array("H", data).byteswap(), array.array("q", [q]) * 2, array.array("f", [0.1])')
show('struct.pack("<iQd", n, q, x).hex(), struct.unpack("<iQd", struct.pack("<iQd", n, q, x))')
show('list(struct.iter_unpack("<BH", data[:39])), struct.Struct(">3sI").size')
show('array.array("B", [256])')
show('binascii.crc32(data), zlib.crc32(data, 7), zlib.adler32(data)')
show('base64.b64decode("abc")')
show('zlib.decompress(data)')
show('struct.pack(">hHbB?", -5, 65000, -1, 255, True), struct.calcsize("<bhiq"), struct.calcsize("=l")')
show('zlib.decompress(zlib.compress(data * 20, 9)) == data * 20, len(zlib.compress(b"a" * 10000))')
show('base64.b16decode("0aFF")')
show('bytearray(b"hello").replace(b"l", b"L"), b"a,b".split(b","), b"%d %s %x" % (5, b"z", 255)')
show('base64.b64encode(data), base64.urlsafe_b64encode(data), base64.b32encode(data[:10]), base64.b85encode(data[:8]), base64.a85encode(data[:8])')
show('int.from_bytes(data[:8], "big"), int.from_bytes(data[:3], "little", signed=True)')
show('binascii.a2b_uu(binascii.b2a_uu(data)) == data, binascii.b2a_qp(b"a=b\\xff \\n")')
show('struct.pack("<e", x), struct.unpack("<f", struct.pack("<f", x)), struct.pack("<e", 1e6) if x < -2e3 else 0')
