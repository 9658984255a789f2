"""binary_02: written by generate.py."""
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


n = 2123341087
q = 7297050286207412348
x = 169.7195010705493
data = b'\x00\xbeT\xaf3\x12\x03\x1a\xf5,\xbe;)7\x98W\xb1x\x04\x13\xe3,\xda\xa0\x8b\x91\x127\x9f\x9a\xc8&\xe8u\xa7\xbc>\x8d\xcc\x8e'
show('memoryview(bytearray(data))[::3].tolist(), memoryview(data)[0:4] == data[:4]')
show('bytes([300])')
show('struct.pack("<iQd", n, q, x).hex(), struct.unpack("<iQd", struct.pack("<iQd", n, q, x))')
show('zlib.decompress(zlib.compress(data * 20, 9)) == data * 20, len(zlib.compress(b"a" * 10000))')
show('base64.b64encode(data), base64.urlsafe_b64encode(data), base64.b32encode(data[:10]), base64.b85encode(data[:8]), base64.a85encode(data[:8])')
show('array.array("i", [n, -n]).tobytes().hex(), array.array("d", [x, 1.5]).tolist()')
show('array.array("H", data).byteswap(), array.array("q", [q]) * 2, array.array("f", [0.1])')
show('binascii.crc32(data), zlib.crc32(data, 7), zlib.adler32(data)')
show('base64.b16decode("0aFF")')
show('struct.unpack("<i", b"abc")')
show('data[::-5], data[5], data.find(b"\\x00"), data.count(data[:1]), data.split(data[9:10], 1)[0]')
show('int.from_bytes(data[:8], "big"), int.from_bytes(data[:3], "little", signed=True)')
show('struct.pack("<e", x), struct.unpack("<f", struct.pack("<f", x)), struct.pack("<e", 1e6) if x < -2e3 else 0')
show('zlib.decompress(data)')
show('binascii.unhexlify("abc")')
show('struct.pack("<b", 200)')
