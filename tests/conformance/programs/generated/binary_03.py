"""binary_03: written by generate.py."""
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


n = 1511315673
q = 2633541855429406074
x = 82.42160645123613
data = b'\xdf7\xe4\xed\xce\x01\x1f}\xb6i\xd62\xbe\xa9D\x17#\x05\xa3\x97\x9fOX\x87\\R\xed\xdd\xd9R\x1b\xd3\x81]\x97F\xa4\x1e\xc94'
show('base64.b64decode("YW Jj$", validate=True)')
show('binascii.crc32(data), zlib.crc32(data, 7), zlib.adler32(data)')
show('array.array("i", [n, -n]).tobytes().hex(), array.array("d", [x, 1.5]).tolist()')
show('binascii.hexlify(data, "-")[:30], binascii.b2a_base64(data), binascii.crc_hqx(data, 0)')
show('bytearray(b"hello").replace(b"l", b"L"), b"a,b".split(b","), b"%d %s %x" % (5, b"z", 255)')
show('array.array("B", [256])')
show('memoryview(bytearray(data))[::3].tolist(), memoryview(data)[0:4] == data[:4]')
show('struct.pack(">hHbB?", -5, 65000, -1, 255, True), struct.calcsize("<bhiq"), struct.calcsize("=l")')
show('array.array("H", data).byteswap(), array.array("q", [q]) * 2, array.array("f", [0.1])')
show('bytes([300])')
show('binascii.unhexlify("abc")')
show('zlib.decompress(data)')
show('struct.pack("<b", 200)')
show('base64.b64encode(data), base64.urlsafe_b64encode(data), base64.b32encode(data[:10]), base64.b85encode(data[:8]), base64.a85encode(data[:8])')
show('list(struct.iter_unpack("<BH", data[:39])), struct.Struct(">3sI").size')
show('bytes.fromhex("00 ff 1a"), data.hex(), bytes([1, 2, 3]) + b"\\x04", bytearray(data)[:5]')
