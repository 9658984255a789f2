#!/bin/sh
# pyarrow writes a stream that it cannot read: a dictionary whose values are dictionary-encoded.
#
# Packages: pyarrow 26.0.1 (PyPI).
# Needs:    python3 with venv.
# Expected: the format lets a dictionary's values have a dictionary of their own; what the writer
#           accepts, the reader of the same release reads.
# Seen:     dictionary<int8, dictionary<int32, string>> is written without a word, and reading it back
#           is OSError "buffer_index out of range."
# Why:      the stream is made in one product and read in another: the writer learns of it last.
# Source:   the Arrow format's text on dictionaries: nested ones are sent before those that use them.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: pyarrow==26.0.1; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the package cannot be had" >&2; exit 2; }
cat >nested.py <<'EOF'
import io
import pyarrow

inner = pyarrow.array(["left", "right"]).dictionary_encode()
outer = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0, 1, 1], pyarrow.int8()), inner)
outer.validate(full=True)
batch = pyarrow.record_batch({"d": outer})
stream = io.BytesIO()
with pyarrow.ipc.new_stream(stream, batch.schema) as writer:
    writer.write_batch(batch)
print("written:", outer.type)
try:
    print("read:", pyarrow.ipc.open_stream(stream.getvalue()).read_all().num_rows)
except OSError as error:
    print("read: OSError:", error)
EOF
seen=$(py/bin/python nested.py)
echo "$seen"
case "$seen" in *"read: OSError: buffer_index out of range"*) ;; *) echo "the behaviour has changed" >&2; exit 1 ;; esac
