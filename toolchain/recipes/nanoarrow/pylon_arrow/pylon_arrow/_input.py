"""Reading: one stream, or several one after another, checked."""
import io
import os
import sys

import nanoarrow as na
from nanoarrow.ipc import InputStream

from pylon_arrow._file import END, MAGIC, InputError, IpcFile


class _Source:
    """What nanoarrow reads from: whole reads, bounds, and a look at how the stream ends.

    nanoarrow asks for a message's prefix (8 bytes), its metadata and, but for the schema, its body, in this order.
    """

    def __init__(self, file, max_metadata_bytes, max_body_bytes):
        self._file = file
        self._limits = {1: ("metadata", max_metadata_bytes), 2: ("body", max_body_bytes)}
        self._step = 0  # 0: prefix, 1: metadata, 2: body
        self._schema_seen = False
        self._pushed_back = b""
        self._legacy = False
        self.prefix = b""
        self.refused = None  # the InputError of a bound, which nanoarrow makes an error of its own of

    def _take(self, count):
        """The next bytes, fewer at the end."""
        data = bytearray(count)
        return bytes(data[:self._fill(memoryview(data))])

    def open_file(self):
        """Goes on with the messages of an IPC file when it is one; True then."""
        start = self._take(8)
        if start == MAGIC:
            self._file = IpcFile(self._file, self._limits[1][1])
            return True
        self._pushed_back = start
        return False

    def _fill(self, view):
        done = min(len(self._pushed_back), len(view))
        if done:
            view[:done] = self._pushed_back[:done]
            self._pushed_back = self._pushed_back[done:]
        while done < len(view):
            got = self._file.readinto(view[done:])
            if not got:  # None: a file that would block has nothing; take it for the end, which is an error
                break
            done += got
        return done

    def readinto(self, buffer):
        view = memoryview(buffer).cast("B")
        step = self._step
        if step == 0:
            got = self._fill(view)
            self.prefix = bytes(view[:got])
            if not self._schema_seen:
                self._legacy = got == 8 and self.prefix[:4] != b"\xff\xff\xff\xff"
            self._step = 1
            return got
        what, limit = self._limits[step]
        if limit is not None and len(view) > limit:
            self.refused = InputError(f"a message's {what} has {len(view)} bytes; at most {limit} are allowed")
            raise self.refused
        self._step = 2 if step == 1 and self._schema_seen else 0
        self._schema_seen = True
        return self._fill(view)

    def ended_well(self):
        """Whether the last prefix was the end marker (of old streams: four zero bytes)."""
        return self.prefix == END or (self._legacy and self.prefix[:4] == b"\0\0\0\0")

    def beginning(self):
        """What the first bytes are, for an error's text, where they are not those of today's streams: people know what they sent."""
        return f" (it begins with {self.prefix})" if self.prefix and not self.prefix.startswith(END[:4]) else ""

    def at_end(self):
        """Whether nothing follows: reads up to 8 bytes, which the next stream gets."""
        self._pushed_back = self._take(8)
        return not self._pushed_back

    def next_stream(self):
        self._step, self._schema_seen, self.prefix = 0, False, b""


def _plain(error):
    """nanoarrow's text without the C functions' names and WASI's numbers of errors."""
    import re
    return re.sub(r"^(\w|::|\.)+\(\) failed \(-?\d+\)(: )?", "", str(error)).strip() or str(error)


def _depth(schema):
    parts = list(schema.children) + ([schema.dictionary] if schema.dictionary is not None else [])
    return 1 + max(map(_depth, parts), default=0)


class Input:
    """One stream: its `schema` (nanoarrow.Schema), and its batches (nanoarrow.Array of struct type) by iteration, once.

    A context manager. Iteration raises InputError when the stream is damaged or ends without its end marker: batches that came
    before were whole, but more may have been meant.
    """

    def __init__(self, source, *, require_end=True, max_depth=None, close=None, is_alone=False):
        self._source, self._require_end, self._close, self._is_alone = source, require_end, close, is_alone
        is_file = False
        try:
            is_file = source.open_file()
            self._stream = na.ArrayStream(InputStream.from_readable(source))
            self.schema = self._stream.schema
            depth = _depth(na.c_schema(self.schema)) - 1
            if max_depth is not None and depth > max_depth:
                raise InputError(f"the schema is nested {depth} deep; at most {max_depth} are allowed")
        except InputError:
            self.close()
            raise
        except Exception as error:
            self.close()
            if source.refused:
                raise InputError(f"{source.refused}{source.beginning()}") from None
            hint = "nothing was sent" if not source.prefix and not is_file else \
                "it ends before its schema" if source.ended_well() else _plain(error)
            raise InputError(f"no Arrow stream: {hint}{source.beginning()}") from error

    def __iter__(self):
        batches = iter(self._stream)
        number = 0
        while True:
            try:
                batch = next(batches)
            except StopIteration:
                break
            except Exception as error:
                raise InputError(f"batch {number}: {self._source.refused or _plain(error)}") from error
            yield batch
            number += 1
        if self._require_end and not self._source.ended_well():
            raise InputError(f"the stream ends after {number} batches without its end marker: it was cut, or its writer failed or was not closed")
        if self._require_end and self._is_alone and not self._source.at_end():
            raise InputError(f"something follows the stream's end after {number} batches: iter_inputs, or --serve, reads several")

    def is_last(self):
        """Whether the file ends here, behind this stream; waits until it does, or something follows."""
        return self._source.at_end()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Closes the file if it was opened here."""
        if self._close is not None:
            self._close()
            self._close = None


def _opened(file):
    """A readable binary file, what closes it if it was opened here, and whether it can be read on to its end: a pipe's may never come."""
    if file is None:
        return sys.stdin.buffer, None, False
    if isinstance(file, (str, os.PathLike)):
        opened = open(file, "rb")
        return opened, opened.close, True
    if isinstance(file, (bytes, bytearray, memoryview)):
        return io.BytesIO(file), None, True
    if not hasattr(file, "readinto"):
        raise TypeError(f"open_input takes a path, bytes or a binary file with readinto(), not {type(file).__name__}")
    return file, None, False


def open_input(file=None, *, require_end=True, max_metadata_bytes=16 << 20, max_body_bytes=None, max_depth=32):
    """Opens an Arrow IPC stream, or an IPC file, and reads its schema. Returns an Input.

    file: a path, bytes, or a binary file with readinto(); stdin unless given. An IPC file must be whole, and nothing may follow
        it; one that comes through a pipe is held in memory.
    require_end: InputError for a stream without end marker, as it is when it was cut between two batches; and where something follows
        the marker in a path's file or in bytes.
    max_metadata_bytes, max_body_bytes: bounds on one message, in bytes; None: none but memory.
    max_depth: how deep columns may be nested: 1 for plain columns, 2 for a list of numbers.

    InputError when something else was sent; it says what, as far as its first bytes tell.
    """
    opened, close, is_alone = _opened(file)
    source = _Source(opened, max_metadata_bytes, max_body_bytes)
    return Input(source, require_end=require_end, max_depth=max_depth, close=close, is_alone=is_alone)


def iter_inputs(file=None, *, max_metadata_bytes=16 << 20, max_body_bytes=None, max_depth=32):
    """Yields an Input for each of several streams one after another in one file, until the file ends.

    Read each to its end before asking for the next one. The end marker is insisted on: it is what separates them.
    """
    opened, close, _ = _opened(file)
    source = _Source(opened, max_metadata_bytes, max_body_bytes)
    try:
        while not source.at_end():
            source.next_stream()
            yield Input(source, max_depth=max_depth)
            if not source.ended_well():
                raise InputError("the next stream was asked for before this one was read to its end")
    finally:
        if close is not None:
            close()
