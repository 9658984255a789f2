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


def _field(footer, number):
    """Where a field of the footer is; 0 for one that is left out. struct.error if the footer is damaged."""
    table, = struct.unpack_from("<I", footer)
    vtable = table - struct.unpack_from("<i", footer, table)[0]
    slot = 4 + 2 * number
    place = struct.unpack_from("<H", footer, vtable + slot)[0] if slot < struct.unpack_from("<H", footer, vtable)[0] else 0
    return place and table + place


def _target(footer, number):
    """Where a field's table or vector is."""
    place = _field(footer, number)
    return place and place + struct.unpack_from("<I", footer, place)[0]


def _blocks(footer, number):
    """[(offset, bytes)] of the messages in a field of the footer: 2 has the dictionaries, 3 the batches."""
    vector = _target(footer, number)
    count = struct.unpack_from("<I", footer, vector)[0] if vector else 0
    found = (struct.unpack_from("<qi4xq", footer, vector + 4 + 24 * n) for n in range(count))
    return [(offset, metadata + body) for offset, metadata, body in found]


def _schema_message(footer):
    """The footer's schema as the message of a stream: arrow-js (21.2) has none at the file's start, polars (2.1) one without its length.

    A flatbuffer of 32 bytes before the footer's: root, vtable and table Message (format/Message.fbs) with version, the kind of header
    (1: Schema) and the header, which is in the footer.
    """
    version = _field(footer, 0)
    schema = _target(footer, 1)
    if not schema:
        raise ValueError("no schema")
    message = struct.pack("<I6HihBxI4x", 16, 12, 12, 4, 6, 8, 0, 12, struct.unpack_from("<h", footer, version)[0] if version else 0, 1, 8 + schema)
    message += footer + bytes(-len(footer) % 8)
    return _MARKER + struct.pack("<I", len(message)) + message


class IpcFile:
    """An IPC file as the stream of its messages, with readinto(). InputError when it has no footer, or one that does not fit it.

    file: behind the magic. One that cannot seek, like a pipe, is held in memory as a whole.
    max_footer_bytes: how large the footer may be: the schema, and 24 bytes a batch.
    """

    def __init__(self, file, max_footer_bytes=None):
        seekable = getattr(file, "seekable", None)
        self._file = file if seekable is not None and file.seekable() else io.BytesIO(MAGIC + _all_of(file))
        self._start = file.tell() - len(MAGIC) if self._file is file else 0
        stop, footer = self._footer(max_footer_bytes)
        try:
            schema, dictionaries, batches = _schema_message(footer), _blocks(footer, 2), _blocks(footer, 3)
        except (struct.error, ValueError):
            raise InputError("the file's footer is damaged") from None
        blocks = sorted(dictionaries + batches)
        first = blocks[0][0] if blocks else stop
        self._check(blocks + [(stop, 0)], max(first, len(MAGIC)))
        self._check_start(first)
        self._parts = [schema, *dictionaries, *batches, END]

    def _at(self, offset, size):
        self._file.seek(self._start + offset)
        return self._file.read(size)

    def _footer(self, limit):
        """(where it, or the end marker before it, begins; its bytes)."""
        size = self._file.seek(0, 2) - self._start
        tail = self._at(max(size - 10, 0), 10)
        length = struct.unpack("<i", tail[:4])[0] if tail[4:] == MAGIC[:6] else 0
        if not 0 < length <= size - 10 - len(MAGIC):
            raise InputError("the file ends without its footer: it was cut, or its writer failed")
        if limit is not None and length > limit:
            raise InputError(f"the file's footer has {length} bytes; at most {limit} are allowed")
        start = size - 10 - length
        stop = start - len(END) if self._at(start - len(END), len(END)) == END else start
        return stop, self._at(start, length)

    def _check(self, blocks, at):
        """That the messages follow one another: none is left out, and none is there twice."""
        for offset, size in blocks:
            if not 0 <= offset - at < _MOST_PADDING:
                raise InputError(f"the file's footer does not fit its messages: none is named at byte {at}")
            at = offset + size

    def _check_start(self, first):
        """That nothing but the schema's message is before the first block; arrow-rs pads to 64 bytes before it."""
        message = self._at(len(MAGIC), first - len(MAGIC))
        while message.startswith(bytes(8)):
            message = message[8:]
        if not message:
            return
        if message.startswith(b"\4\0\0\0"):  # where polars' flatbuffer begins; no message has 4 bytes
            size = next((n for n in range(0, len(message), 8) if message[n:n + 4] == _MARKER), len(message))
        elif message.startswith(_MARKER):
            size = 8 + int.from_bytes(message[4:8], "little")
        else:
            size = 4 + int.from_bytes(message[:4], "little")
        self._check([(len(message), 0)], size)

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
