"""binary_09: written by generate.py."""
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


n = 1062700893
q = 7139735530914097785
x = 159.98511271726966
data = b':k\x19\x82\x025\xaf\xc5\x8a1q\xc2\x9aSY\xc5\xac~\xc3\x82\x03\xde\x16pO\x90E\xdcx\x96\x80\xf5\xc6^v\x04#\x01\x0c\xf2'
show('(lambda b: (b.extend(data[:3]), b.insert(0, 1), b.pop(), b.reverse(), b))(bytearray(b"xyz"))')
show('memoryview(data)[3:9].tobytes(), memoryview(data).cast("H").tolist()[:5], memoryview(data).hex("-", 4)[:20]')
show('array.array("i", [n, -n]).tobytes().hex(), array.array("d", [x, 1.5]).tolist()')
show('struct.unpack("<i", b"abc")')
show('binascii.crc32(data), zlib.crc32(data, 7), zlib.adler32(data)')
show('base64.b64decode("abc")')
show('base64.b64decode("YW Jj$", validate=True)')
show('struct.pack("<iQd", n, q, x).hex(), struct.unpack("<iQd", struct.pack("<iQd", n, q, x))')
show('binascii.unhexlify("abc")')
show('binascii.a2b_uu(binascii.b2a_uu(data)) == data, binascii.b2a_qp(b"a=b\\xff \\n")')
show('b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"ab".isalpha(), b" x ".strip(), b"ab".upper()')
show('zlib.decompress(data)')
show('array.array("H", data).byteswap(), array.array("q", [q]) * 2, array.array("f", [0.1])')
show('binascii.hexlify(data, "-")[:30], binascii.b2a_base64(data), binascii.crc_hqx(data, 0)')
show('bytes([300])')
show('struct.pack(">hHbB?", -5, 65000, -1, 255, True), struct.calcsize("<bhiq"), struct.calcsize("=l")')
