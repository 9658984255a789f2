"""The Arrow endpoint: reads an Arrow IPC stream on stdin, doubles one column, writes a stream on stdout.

usage: pylon.wasm arrow_endpoint.py [COLUMN]        the column is called `value` if not said otherwise

Batches go through one by one; all other columns pass without being looked at. The end marker is written only when all went
well. Driven by client_arrow_endpoint.py.
"""
import sys

import nanoarrow as na
import pylon_arrow
from pylon_arrow import kernels


def doubled(batch, name):
    names = [field.name for field in batch.schema.fields]
    columns = [na.c_array(batch.child(n)) for n in range(batch.n_children)]
    changed = names.index(name)
    columns[changed] = na.c_array(kernels.multiply(columns[changed], 2))
    return na.c_array_from_buffers(batch.schema, len(batch), [None], children=columns)


def main():
    name = sys.argv[1] if len(sys.argv) > 1 else "value"
    with pylon_arrow.open_input() as source:
        names = [field.name for field in source.schema.fields]
        if name not in names:
            sys.exit(f"arrow_endpoint: no column '{name}' among {', '.join(names)}")
        with pylon_arrow.open_output(schema=source.schema) as target:
            for batch in source:
                target.write(doubled(batch, name))


try:
    main()
except (ValueError, OverflowError) as error:  # InputError, OutputError, what a kernel cannot hold
    sys.exit(f"arrow_endpoint: {error}")
