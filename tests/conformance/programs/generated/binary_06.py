"""binary_06: written by generate.py."""
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


n = 575096465
q = 1473212552437165567
x = -257.9393432291839
data = b'\x00W\x1f\xbb{\xbe\xa2\xd6?\x1e\x16\xac\xe4Zk\xa9+\xdb+GO[\xb5\xca\xd8\xee\x0f\xd8k nG\x84\xdeuU\xa7\x83*:'
show('base64.b64decode("abc")')
show('array.array("B", [256])')
show('struct.pack("4s5p", b"abcdef", b"xyz"), struct.unpack("<2h", data[:4])')
show('bytes([300])')
show('bytearray(b"hello").replace(b"l", b"L"), b"a,b".split(b","), b"%d %s %x" % (5, b"z", 255)')
show('base64.b16decode("0aFF")')
show('zlib.decompress(zlib.compress(data * 20, 9)) == data * 20, len(zlib.compress(b"a" * 10000))')
show('list(struct.iter_unpack("<BH", data[:39])), struct.Struct(">3sI").size')
show('b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"ab".isalpha(), b" x ".strip(), b"ab".upper()')
show('memoryview(bytearray(data))[::3].tolist(), memoryview(data)[0:4] == data[:4]')
show('binascii.crc32(data), zlib.crc32(data, 7), zlib.adler32(data)')
show('memoryview(data)[3:9].tobytes(), memoryview(data).cast("H").tolist()[:5], memoryview(data).hex("-", 4)[:20]')
show('array.array("i", [n, -n]).tobytes().hex(), array.array("d", [x, 1.5]).tolist()')
show('struct.pack("<iQd", n, q, x).hex(), struct.unpack("<iQd", struct.pack("<iQd", n, q, x))')
show('base64.b64encode(data), base64.urlsafe_b64encode(data), base64.b32encode(data[:10]), base64.b85encode(data[:8]), base64.a85encode(data[:8])')
show('(lambda b: (b.extend(data[:3]), b.insert(0, 1), b.pop(), b.reverse(), b))(bytearray(b"xyz"))')
