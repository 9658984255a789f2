"""binary_11: written by generate.py."""
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


n = 1079868228
q = 5656614033526803683
x = 431.6524709503178
data = b'\x99\xd4\xdb\\\xd5\x1e\x13\x98\x0e\xd5\xb2\xf0B\x13\xd2Tg?wJ$\x18b>IQgS\xfe\xae\x97s\x0f\x19#>3j\x8d\x80'
show('"".join(map(chr, data[:5])).encode("latin-1") == data[:5], str(data[:6]), repr(bytearray(data[:4]))')
show('bytes.fromhex("00 ff 1a"), data.hex(), bytes([1, 2, 3]) + b"\\x04", bytearray(data)[:5]')
show('binascii.unhexlify("abc")')
show('memoryview(data)[3:9].tobytes(), memoryview(data).cast("H").tolist()[:5], memoryview(data).hex("-", 4)[:20]')
show('list(struct.iter_unpack("<BH", data[:39])), struct.Struct(">3sI").size')
show('(lambda b: (b.extend(data[:3]), b.insert(0, 1), b.pop(), b.reverse(), b))(bytearray(b"xyz"))')
show('binascii.a2b_uu(binascii.b2a_uu(data)) == data, binascii.b2a_qp(b"a=b\\xff \\n")')
show('bytes([300])')
show('data[::-5], data[5], data.find(b"\\x00"), data.count(data[:1]), data.split(data[9:10], 1)[0]')
show('struct.pack("<e", x), struct.unpack("<f", struct.pack("<f", x)), struct.pack("<e", 1e6) if x < -2e3 else 0')
show('base64.b64decode("abc")')
show('zlib.decompress(data)')
show('binascii.hexlify(data, "-")[:30], binascii.b2a_base64(data), binascii.crc_hqx(data, 0)')
show('struct.pack("4s5p", b"abcdef", b"xyz"), struct.unpack("<2h", data[:4])')
show('binascii.crc32(data), zlib.crc32(data, 7), zlib.adler32(data)')
show('struct.pack("<iQd", n, q, x).hex(), struct.unpack("<iQd", struct.pack("<iQd", n, q, x))')
