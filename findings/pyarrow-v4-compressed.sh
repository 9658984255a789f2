#!/bin/sh
# pyarrow misreads its own compressed streams of metadata version V4; others read them.
#
# Packages: pyarrow 26.0.1, nanoarrow 0.9.0, polars 2.1.0 with polars-runtime-32 2.1.0 (PyPI).
# Needs:    python3 with venv.
# Expected: IpcWriteOptions offers metadata_version=V4 and compression as independent
#           options. Either pyarrow refuses the pair, or it reads back what it wrote; if any
#           reader stumbles, it is the small one.
# Seen:     pyarrow writes it without a word and then hands the compressed bytes out as
#           values: [10, 20, 30] comes back as [24, ...]. nanoarrow and polars read the very
#           same bytes correctly. (With V5 all three agree.)
# Why:      V4 is what one asks for to reach old readers; a host that checks a guest's
#           stream with pyarrow blames the guest, whose stream was right.
# Source:   found by running it. apache/arrow pull request 7571 (2020) gave the codec a field of
#           its own and lets readers of V4 look in an older place too; neither it nor the
#           documentation says that today's V4 cannot be compressed.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    pyarrow==26.0.1 nanoarrow==0.9.0 polars==2.1.0 polars-runtime-32==2.1.0; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
py/bin/python - <<'EOF'
import io
import sys
import nanoarrow
import polars
import pyarrow

values = [10, 20, 30]
batch = pyarrow.record_batch({"n": pyarrow.array(values)})
right = {}
for version in (pyarrow.ipc.MetadataVersion.V5, pyarrow.ipc.MetadataVersion.V4):
    sink = io.BytesIO()
    options = pyarrow.ipc.IpcWriteOptions(metadata_version=version, compression="zstd")
    with pyarrow.ipc.new_stream(sink, batch.schema, options=options) as writer:
        writer.write_batch(batch)
    sent = sink.getvalue()
    rows = nanoarrow.ArrayStream.from_readable(sent).read_all().to_pylist()
    read = {
        "pyarrow": pyarrow.ipc.open_stream(sent).read_all()["n"].to_pylist(),
        "nanoarrow": [row["n"] for row in rows],
        "polars": polars.read_ipc_stream(sent)["n"].to_list(),
    }
    for reader, seen in read.items():
        print(f"{version.name} with zstd, read by {reader}: {seen}")
        right[version.name, reader] = seen == values
if [key for key, good in right.items() if not good] != [("V4", "pyarrow")]:
    sys.exit("the behaviour has changed")
EOF
