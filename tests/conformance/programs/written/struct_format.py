"""Writes and reads a small picture format and a WAV file."""
import io
import math
import struct
import zlib


def png(width, height, pixel):
    raw = b"".join(b"\0" + bytes(v for x in range(width) for v in pixel(x, y)) for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(raw, 0)) + chunk(b"IEND", b"")


picture = png(9, 7, lambda x, y: (x * 28, y * 36, int(127 + 127 * math.sin(x * y))))
stream = io.BytesIO(picture)
print(len(picture), stream.read(8))
while header := stream.read(8):
    size, kind = struct.unpack(">I4s", header)
    data = stream.read(size)
    print(kind, size, struct.unpack(">I", stream.read(4))[0] == zlib.crc32(kind + data))
samples = [int(20000 * math.sin(i / 5)) for i in range(50)]
wav = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + 100, b"WAVE", b"fmt ", 16, 1, 1, 8000, 16000, 2, 16, b"data", 100) + struct.pack("<50h", *samples)
print(len(wav), zlib.crc32(wav), struct.calcsize("<4sI4s4sIHHIIHH4sI"))
