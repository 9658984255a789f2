"""binary_13: written by generate.py."""
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


n = 1328459810
q = 9073502816675307804
x = -62.98088321186151
data = b'\x91\xe2\xaa\xae=\x90D\xe1,h\x88\x9f\xb0\x85j\x03IN\xbf\n\x07\xd3\xe2\xd5\xecRu\xc1uU\xcfg\x18\x93\xac\xd5M\xc8@\xb4'
show('base64.b64decode("YW Jj$", validate=True)')
show('array.array("H", data).byteswap(), array.array("q", [q]) * 2, array.array("f", [0.1])')
show('data[::-5], data[5], data.find(b"\\x00"), data.count(data[:1]), data.split(data[9:10], 1)[0]')
show('base64.b64encode(data), base64.urlsafe_b64encode(data), base64.b32encode(data[:10]), base64.b85encode(data[:8]), base64.a85encode(data[:8])')
show('list(struct.iter_unpack("<BH", data[:39])), struct.Struct(">3sI").size')
show('base64.b64decode("abc")')
show('struct.pack(">hHbB?", -5, 65000, -1, 255, True), struct.calcsize("<bhiq"), struct.calcsize("=l")')
show('binascii.unhexlify("abc")')
show('int.from_bytes(data[:8], "big"), int.from_bytes(data[:3], "little", signed=True)')
show('zlib.decompress(zlib.compress(data * 20, 9)) == data * 20, len(zlib.compress(b"a" * 10000))')
show('struct.pack("4s5p", b"abcdef", b"xyz"), struct.unpack("<2h", data[:4])')
show('array.array("i", [n, -n]).tobytes().hex(), array.array("d", [x, 1.5]).tolist()')
show('struct.pack("<e", x), struct.unpack("<f", struct.pack("<f", x)), struct.pack("<e", 1e6) if x < -2e3 else 0')
show('binascii.crc32(data), zlib.crc32(data, 7), zlib.adler32(data)')
show('binascii.hexlify(data, "-")[:30], binascii.b2a_base64(data), binascii.crc_hqx(data, 0)')
show('bytes.fromhex("00 ff 1a"), data.hex(), bytes([1, 2, 3]) + b"\\x04", bytearray(data)[:5]')
