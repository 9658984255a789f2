"""Writing: every batch compared with the schema, and the end marker only when all went well."""
import os
import sys

import nanoarrow as na
from nanoarrow._array_stream import CArrayStream
from nanoarrow.ipc import StreamWriter


class OutputError(ValueError):
    """A batch that does not fit the stream's schema, or one for a stream that has failed."""


def _difference(actual, expected, path):
    """What differs first between two c_schemas, types and names, as text; None where nothing does."""
    if (actual.name or "") != (expected.name or "") and path:
        return f"column '{expected.name or ''}' is called '{actual.name or ''}'"
    if actual.format != expected.format or actual.n_children != expected.n_children or \
            (actual.dictionary is None) != (expected.dictionary is None):
        what = f"column {path}" if path else "the batch"
        return f"{what} is {actual._to_string(recursive=True)} instead of {expected._to_string(recursive=True)}"
    pairs = list(zip(actual.children, expected.children))
    if actual.dictionary is not None:
        pairs.append((actual.dictionary, expected.dictionary))
    for child, expected_child in pairs:
        found = _difference(child, expected_child, f"{path}.{expected_child.name}" if path else f"'{expected_child.name}'")
        if found:
            return found
    return None


def difference(actual, expected):
    """What differs first between two schemas in types and names, as text; None where nothing does."""
    return _difference(na.c_schema(actual), na.c_schema(expected), "")


class Output:
    """A stream that is being written. A context manager: an exception inside leaves the end marker out.

    A reader that insists on the marker, as `open_input` does, can so never take a failed run for a whole one.
    """

    def __init__(self, file, schema=None, compression=None, close=None):
        self._file, self._close_file = file, close
        self._schema = None if schema is None else na.c_schema(schema)
        self._writer = StreamWriter.from_writable(file, compression=compression)
        self._started = False
        self._failed = False

    def write(self, batch):
        """Writes one batch and flushes.

        batch: a nanoarrow Array or CArray of struct type (slices too), anything with __arrow_c_array__, or a dict of columns
        as `from_columns` takes it. OutputError when its columns are not those of the schema; the stream has failed then.
        """
        if self._failed or self._writer is None:
            raise OutputError("the stream has failed or is closed: nothing more can be written to it")
        try:
            self._write(batch)
        except BaseException:
            self._failed = True
            raise

    def _write(self, batch):
        if isinstance(batch, dict):
            from pylon_arrow.columns import from_columns
            batch = from_columns(batch, self._schema)
        array = na.c_array(batch)
        if array.schema.format != "+s":
            raise OutputError(f"a batch is of struct type, not {array.schema._to_string(recursive=True)}")
        if self._schema is None:
            self._schema = array.schema
        found = _difference(array.schema, self._schema, "")
        if found:
            raise OutputError(found)
        if not self._started:
            self._start()
        self._writer.write_array(array)
        self._file.flush()

    def _start(self):
        self._started = True
        self._writer.write_stream(CArrayStream.from_c_arrays([], self._schema))

    def close(self):
        """Ends the stream with its marker, unless it has failed. OutputError when no schema is known: nothing was written."""
        if self._writer is None:
            return
        if self._failed:
            self.abort()
            return
        if self._schema is None:
            self.abort()
            raise OutputError("no batch was written and no schema was given: a stream needs a schema")
        if not self._started:
            self._start()
        self._writer.close()
        self._file.flush()
        self._finish()

    def abort(self):
        """Ends writing without the end marker."""
        if self._writer is not None:
            self._writer.release()
            self._finish()

    def _finish(self):
        self._writer = None
        if self._close_file is not None:
            self._close_file()
            self._close_file = None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, *_):
        if exc_type is None:
            self.close()
        else:
            self.abort()


def open_output(file=None, schema=None, *, compression=None):
    """Opens a stream for writing. Returns an Output.

    file: a path or a binary file with write() and flush(); stdout unless given.
    schema: what every batch must be of (types and names); the first batch's unless given. With it, a stream without batches is
        whole too.
    compression: "lz4", "zstd" (where the build writes it) or None.
    """
    close = None
    if file is None:
        file = sys.stdout.buffer
    elif isinstance(file, (str, os.PathLike)):
        file = open(file, "wb")
        close = file.close
    return Output(file, schema, compression, close)
