"""binary_01: written by generate.py."""
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


n = 1267078846
q = 2809750152712318903
x = 893.8618007511593
data = b'\xbb\x15\x83\xcdl\xf0[-\xf2`\n\xa0\xfd$\xfb\xf8\xcf\xb7\xb7?-\xeaP*&\x81\x1d\xef\xeb\x142+\xb2#s&U\xe0k\x11'
show('struct.unpack("<i", b"abc")')
show('base64.b64encode(data), base64.urlsafe_b64encode(data), base64.b32encode(data[:10]), base64.b85encode(data[:8]), base64.a85encode(data[:8])')
show('b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"ab".isalpha(), b" x ".strip(), b"ab".upper()')
show('bytes([300])')
show('list(struct.iter_unpack("<BH", data[:39])), struct.Struct(">3sI").size')
show('data[::-5], data[5], data.find(b"\\x00"), data.count(data[:1]), data.split(data[9:10], 1)[0]')
show('binascii.a2b_uu(binascii.b2a_uu(data)) == data, binascii.b2a_qp(b"a=b\\xff \\n")')
show('int.from_bytes(data[:8], "big"), int.from_bytes(data[:3], "little", signed=True)')
show('struct.pack("<e", x), struct.unpack("<f", struct.pack("<f", x)), struct.pack("<e", 1e6) if x < -2e3 else 0')
show('(lambda b: (b.extend(data[:3]), b.insert(0, 1), b.pop(), b.reverse(), b))(bytearray(b"xyz"))')
show('bytes.fromhex("00 ff 1a"), data.hex(), bytes([1, 2, 3]) + b"\\x04", bytearray(data)[:5]')
show('struct.pack(">hHbB?", -5, 65000, -1, 255, True), struct.calcsize("<bhiq"), struct.calcsize("=l")')
show('struct.pack("<iQd", n, q, x).hex(), struct.unpack("<iQd", struct.pack("<iQd", n, q, x))')
show('memoryview(bytearray(data))[::3].tolist(), memoryview(data)[0:4] == data[:4]')
show('zlib.decompress(data)')
show('bytearray(b"hello").replace(b"l", b"L"), b"a,b".split(b","), b"%d %s %x" % (5, b"z", 255)')
