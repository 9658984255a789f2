"""The Arrow endpoint: reads an Arrow IPC stream on stdin, doubles one column, writes a stream on stdout.

usage: pylon.wasm arrow_endpoint.py [COLUMN]        the column is called `value` if not said otherwise

Needs nanoarrow alone. Batches go through one by one; all other columns pass without being looked at.
Driven by client_arrow_endpoint.py.
"""
import sys

import nanoarrow as na
from nanoarrow.ipc import InputStream, StreamWriter


def doubled(column):
    return na.c_array([None if value is None else 2 * value for value in column.iter_py()], column.schema)


def main():
    name = sys.argv[1] if len(sys.argv) > 1 else "value"
    with InputStream.from_readable(sys.stdin.buffer) as source, na.ArrayStream(source) as stream, \
            StreamWriter.from_writable(sys.stdout.buffer) as writer:
        names = [field.name for field in stream.schema.fields]
        if name not in names:
            sys.exit(f"arrow_endpoint: no column '{name}' among {', '.join(names)}")
        changed, batches = names.index(name), 0
        for batch in stream:
            columns = [na.c_array(batch.child(n)) for n in range(batch.n_children)]
            columns[changed] = doubled(batch.child(changed))
            writer.write_array(na.c_array_from_buffers(stream.schema, len(batch), [None], children=columns))
            batches += 1
        if batches == 0:  # a stream without batches still has a schema
            writer.write_stream(na.ArrayStream([], stream.schema))
    sys.stdout.flush()


main()
