"""binary_00: written by generate.py."""
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


n = 453386842
q = 1970642558711956006
x = -664.0887948898646
data = b'\xee\xfa\xda\xd8\xca\xd7\xdb\xb5"&+\xb0\x80\x86z\x1b\x1aX \xfb\xaf\x14\xdaa\xd6\x0cGPi:W_\xc7\x96\xcd\x9e\x80b\xe1\xad'
show('base64.b64decode("YW Jj$", validate=True)')
show('bytes([300])')
show('struct.pack("<b", 200)')
show('struct.pack("<iQd", n, q, x).hex(), struct.unpack("<iQd", struct.pack("<iQd", n, q, x))')
show('memoryview(bytearray(data))[::3].tolist(), memoryview(data)[0:4] == data[:4]')
show('zlib.decompress(zlib.compress(data * 20, 9)) == data * 20, len(zlib.compress(b"a" * 10000))')
show('(lambda b: (b.extend(data[:3]), b.insert(0, 1), b.pop(), b.reverse(), b))(bytearray(b"xyz"))')
show('bytes.fromhex("00 ff 1a"), data.hex(), bytes([1, 2, 3]) + b"\\x04", bytearray(data)[:5]')
show('base64.b16decode("0aFF")')
show('b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"ab".isalpha(), b" x ".strip(), b"ab".upper()')
show('base64.b64decode("abc")')
show('struct.pack("4s5p", b"abcdef", b"xyz"), struct.unpack("<2h", data[:4])')
show('binascii.a2b_uu(binascii.b2a_uu(data)) == data, binascii.b2a_qp(b"a=b\\xff \\n")')
show('struct.pack("<e", x), struct.unpack("<f", struct.pack("<f", x)), struct.pack("<e", 1e6) if x < -2e3 else 0')
show('"".join(map(chr, data[:5])).encode("latin-1") == data[:5], str(data[:6]), repr(bytearray(data[:4]))')
show('array.array("i", [n, -n]).tobytes().hex(), array.array("d", [x, 1.5]).tolist()')
