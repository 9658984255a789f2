"""binary_04: written by generate.py."""
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


n = 551887869
q = 852885885739575533
x = 259.85064016879596
data = b'9\x01\x0c)>\xdd\x1c\xdd\x0fx\xbc\x06w\xb3\x9e\x806\x85\xf8\x07\x87\x82\xa9!\xb9\xd8$|\x04\x12\x9dZ-\xb0\xc5@\xb7\xe4\xa7\xb5'
show('binascii.crc32(data), zlib.crc32(data, 7), zlib.adler32(data)')
show('array.array("i", [n, -n]).tobytes().hex(), array.array("d", [x, 1.5]).tolist()')
show('base64.b64encode(data), base64.urlsafe_b64encode(data), base64.b32encode(data[:10]), base64.b85encode(data[:8]), base64.a85encode(data[:8])')
show('int.from_bytes(data[:8], "big"), int.from_bytes(data[:3], "little", signed=True)')
show('data[::-5], data[5], data.find(b"\\x00"), data.count(data[:1]), data.split(data[9:10], 1)[0]')
show('bytes.fromhex("00 ff 1a"), data.hex(), bytes([1, 2, 3]) + b"\\x04", bytearray(data)[:5]')
show('bytearray(b"hello").replace(b"l", b"L"), b"a,b".split(b","), b"%d %s %x" % (5, b"z", 255)')
show('zlib.decompress(zlib.compress(data * 20, 9)) == data * 20, len(zlib.compress(b"a" * 10000))')
show('struct.pack("4s5p", b"abcdef", b"xyz"), struct.unpack("<2h", data[:4])')
show('base64.b64decode("abc")')
show('struct.unpack("<i", b"abc")')
show('list(struct.iter_unpack("<BH", data[:39])), struct.Struct(">3sI").size')
show('struct.pack("<b", 200)')
show('zlib.decompress(data)')
show('struct.pack(">hHbB?", -5, 65000, -1, 255, True), struct.calcsize("<bhiq"), struct.calcsize("=l")')
show('bytes([300])')
