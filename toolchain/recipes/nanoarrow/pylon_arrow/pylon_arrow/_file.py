"""IPC files: their messages in the order that a stream has them.

A file is the magic, messages, and a footer that says where they are (format/File.fbs); dictionaries may come behind the batches that
use them, as polars writes them.
"""
import io
import struct

MAGIC = b"ARROW1\0\0"
END = b"\xff\xff\xff\xff\0\0\0\0"
_MARKER = END[:4]
_MOST_PADDING = 64  # bytes between messages: what the format recommends to align to


class InputError(ValueError):
    """What was sent is no whole Arrow stream, or not the one that was expected."""


def _all_of(file):
    """What is left in a file of which only readinto() is known."""
    parts, buffer = [], bytearray(1 << 20)
    while got := file.readinto(buffer):
        parts.append(bytes(buffer[:got]))
    return b"".join(parts)


def _blocks(footer, field):
    """[(offset, bytes)] of the messages in a field of the footer: 2 has the dictionaries, 3 the batches. struct.error if damaged."""
    table, = struct.unpack_from("<I", footer)
    vtable = table - struct.unpack_from("<i", footer, table)[0]
    slot = 4 + 2 * field
    place = struct.unpack_from("<H", footer, vtable + slot)[0] if slot < struct.unpack_from("<H", footer, vtable)[0] else 0
    if not place:
        return []
    vector = table + place + struct.unpack_from("<I", footer, table + place)[0]
    count, = struct.unpack_from("<I", footer, vector)
    found = (struct.unpack_from("<qi4xq", footer, vector + 4 + 24 * n) for n in range(count))
    return [(offset, metadata + body) for offset, metadata, body in found]


class IpcFile:
    """An IPC file as the stream of its messages, with readinto(). InputError when it has no footer, or one that does not fit it.

    file: behind the magic. One that cannot seek, like a pipe, is held in memory as a whole.
    max_schema_bytes: how large the schema's message may be.
    """

    def __init__(self, file, max_schema_bytes=None):
        seekable = getattr(file, "seekable", None)
        self._file = file if seekable is not None and file.seekable() else io.BytesIO(MAGIC + _all_of(file))
        self._start = file.tell() - len(MAGIC) if self._file is file else 0
        stop, dictionaries, batches = self._footer()
        blocks = sorted(dictionaries + batches)
        first = blocks[0][0] if blocks else stop
        self._check(blocks + [(stop, 0)], max(first, len(MAGIC)))
        if max_schema_bytes is not None and first - len(MAGIC) > max_schema_bytes:
            raise InputError(f"the file's schema has {first - len(MAGIC)} bytes; at most {max_schema_bytes} are allowed")
        self._parts = [self._schema(first), *dictionaries, *batches, END]

    def _at(self, offset, size):
        self._file.seek(self._start + offset)
        return self._file.read(size)

    def _footer(self):
        """(where it begins or the end marker before it, blocks of dictionaries, blocks of batches)."""
        size = self._file.seek(0, 2) - self._start
        tail = self._at(max(size - 10, 0), 10)
        length = struct.unpack("<i", tail[:4])[0] if tail[4:] == MAGIC[:6] else 0
        if not 0 < length <= size - 10 - len(MAGIC):
            raise InputError("the file ends without its footer: it was cut, or its writer failed")
        start = size - 10 - length
        footer = self._at(start, length)
        stop = start - len(END) if self._at(start - len(END), len(END)) == END else start
        try:
            return stop, _blocks(footer, 2), _blocks(footer, 3)
        except (struct.error, ValueError):
            raise InputError("the file's footer is damaged") from None

    def _check(self, blocks, at):
        """That the messages follow one another: none is left out, and none is there twice."""
        for offset, size in blocks:
            if not 0 <= offset - at < _MOST_PADDING:
                raise InputError(f"the file's footer does not fit its messages: none is named at byte {at}")
            at = offset + size

    def _schema(self, first):
        """Its message. arrow-rs pads to 64 bytes before it; polars (2.1) leaves the marker and the length out."""
        message = self._at(len(MAGIC), first - len(MAGIC))
        while message.startswith(bytes(8)):
            message = message[8:]
        if message.startswith(b"\4\0\0\0"):  # where a flatbuffer begins; no message has 4 bytes
            size = next((n for n in range(0, len(message), 8) if message[n:n + 4] == _MARKER), len(message)) + 8
            message = _MARKER + struct.pack("<I", len(message)) + message
        elif message.startswith(_MARKER):
            size = 8 + int.from_bytes(message[4:8], "little")
        else:
            size = 4 + int.from_bytes(message[:4], "little")
        self._check([(len(message), 0)], size)
        return message[:size]

    def readinto(self, view):
        while self._parts:
            part = self._parts[0]
            if isinstance(part, bytes):
                got, left = min(len(part), len(view)), part[len(view):]
                view[:got] = part[:got]
            else:
                offset, size = part
                self._file.seek(self._start + offset)
                got = self._file.readinto(view[:size])
                left = (offset + got, size - got) if got and got < size else None
            self._parts[:1] = [left] if left else []
            if got:
                return got
        return 0
