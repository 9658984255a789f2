"""binary_12: written by generate.py."""
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


n = 193892780
q = 9070835135115421786
x = 211.68704808579741
data = b'Q\x9ee\xf1}6r\x8c\xe1\xed5\x18c\xa3E0\xd7I1\x85\xdcj\x80\n\x81\xf3u\x9a=\xa1`\xbaq\x82f\xb38\xb0\xd0l'
show('bytearray(b"hello").replace(b"l", b"L"), b"a,b".split(b","), b"%d %s %x" % (5, b"z", 255)')
show('struct.pack("<b", 200)')
show('base64.b64encode(data), base64.urlsafe_b64encode(data), base64.b32encode(data[:10]), base64.b85encode(data[:8]), base64.a85encode(data[:8])')
show('binascii.unhexlify("abc")')
show('struct.pack(">hHbB?", -5, 65000, -1, 255, True), struct.calcsize("<bhiq"), struct.calcsize("=l")')
show('bytes.fromhex("00 ff 1a"), data.hex(), bytes([1, 2, 3]) + b"\\x04", bytearray(data)[:5]')
show('(lambda b: (b.extend(data[:3]), b.insert(0, 1), b.pop(), b.reverse(), b))(bytearray(b"xyz"))')
show('base64.b64decode("abc")')
show('struct.unpack("<i", b"abc")')
show('struct.pack("4s5p", b"abcdef", b"xyz"), struct.unpack("<2h", data[:4])')
show('"".join(map(chr, data[:5])).encode("latin-1") == data[:5], str(data[:6]), repr(bytearray(data[:4]))')
show('array.array("H", data).byteswap(), array.array("q", [q]) * 2, array.array("f", [0.1])')
show('memoryview(bytearray(data))[::3].tolist(), memoryview(data)[0:4] == data[:4]')
show('data[::-5], data[5], data.find(b"\\x00"), data.count(data[:1]), data.split(data[9:10], 1)[0]')
show('b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"ab".isalpha(), b" x ".strip(), b"ab".upper()')
show('struct.pack("<iQd", n, q, x).hex(), struct.unpack("<iQd", struct.pack("<iQd", n, q, x))')
