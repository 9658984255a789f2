#!/usr/bin/env python3
"""Real clients against the Arrow endpoint: what pyarrow, polars and DuckDB write, read by pylon.wasm and written back.

usage: clients.py [--filter TEXT] [--damage N] [--known FILE] -- COMMAND...
e.g.   clients.py -- wasmtime run --dir tests/arrow::/arrow artifacts/lean/pylon.wasm /arrow/inside.py

COMMAND starts inside.py. Each stream of streams.py must come back equal, with schema and metadata, and once more through Python
values. With --damage N, N flips and cuts of some streams: each must be an error, or as many rows as before; never a trap.
Prints N/N PASS; exit code 0 when all is as it should be, else 1.
"""
import argparse
import random
import struct
import subprocess
import sys

import pyarrow as pa

import streams

# type -> why its values do not come back as they were through Python; the streams themselves do.
KNOWN = {
    "sparse_union": "None in a union has no member of its own",
    "dense_union": "None in a union has no member of its own",
}

# Without buffers, a wrong number of rows, or a body that swallows the next message, contradicts nothing.
BODILESS = ("no columns", "null", "struct without fields")


class Endpoint:
    def __init__(self, command):
        self._command = command
        self._start()

    def _start(self):
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, data):
        """("E", text), ("S", [stream, stream]), or ("T", text) when the program has ended; it is started again then."""
        try:
            self._process.stdin.write(struct.pack("<I", len(data)) + data)
            self._process.stdin.flush()
        except BrokenPipeError:
            pass
        head = self._process.stdout.read(5)
        if len(head) < 5:
            code = self._process.wait()
            self._start()
            return "T", f"the program ended with code {code}"
        content = self._process.stdout.read(struct.unpack("<I", head[1:])[0])
        if head[:1] == b"E":
            return "E", content.decode()
        parts = []
        while content:
            size = struct.unpack("<I", content[:4])[0]
            parts.append(content[4:4 + size])
            content = content[4 + size:]
        return "S", parts

    def close(self):
        self._process.stdin.close()
        return self._process.wait(60)


def problem(name, data, endpoint):
    """What is wrong with the answer to one stream; "" for nothing."""
    kind, answer = endpoint.ask(data)
    if kind in "ET":
        return answer
    sent = pa.ipc.open_stream(data).read_all()
    for how, stream in zip(("passed", "through Python"), answer):
        if stream.startswith(b"\0\0\0\0"):
            return f"{how}: {stream[4:].decode()}"
        got = pa.ipc.open_stream(stream).read_all()
        got.validate(full=True)
        if not got.schema.equals(sent.schema, check_metadata=True):
            return f"{how}: another schema: {got.schema} instead of {sent.schema}"
        same = got.equals(sent) or got.to_pylist() == sent.to_pylist()
        if not same and not (how != "passed" and any(part in name for part in KNOWN)):
            return f"{how}: other values: {got.to_pylist()} instead of {sent.to_pylist()}"[:500]
    return ""


def check_clients(endpoint, wanted):
    passed = total = 0
    for name, data in streams.streams():
        if wanted not in name:
            continue
        total += 1
        found = problem(name, data, endpoint)
        passed += not found
        if found:
            print(f"{name}: FAIL: {found}")
    return passed, total


def damaged(data, chance):
    """(what was done, the stream): a bit or a byte flipped, or the stream cut."""
    at = chance.randrange(len(data))
    if chance.random() < 0.3:
        return f"cut at {at}", data[:at]
    mask = chance.choice((0xFF, 0x01, 0x80, 1 << chance.randrange(8)))
    return f"byte {at} xor {mask:#x}", data[:at] + bytes([data[at] ^ mask]) + data[at + 1:]


def check_damage(endpoint, count):
    """Each stream in turn, until `count` were damaged; the seed is fixed, so that a failure can be had again."""
    chance = random.Random(18)
    chosen = [(name, data) for name, data in streams.streams() 
              if ("/batches/" in name or "/rows/" in name or "polars" in name) and name.split("/")[1] not in BODILESS]
    passed = errors = 0
    for n in range(count):
        name, data = chosen[n % len(chosen)]
        what, sent = damaged(data, chance)
        kind, answer = endpoint.ask(sent)
        if kind == "T":
            print(f"{name}, {what}: FAIL: {answer}")
            continue
        if kind == "E":
            errors += 1
            passed += 1
            continue
        rows = pa.ipc.open_stream(data).read_all().num_rows
        try:
            got = pa.ipc.open_stream(answer[0]).read_all().num_rows
        except pa.ArrowException:  # a value that pyarrow does not take, a name that is no UTF-8
            got = rows
        passed += got == rows
        if got != rows:
            print(f"{name}, {what}: FAIL: {got} rows of {rows}, and no error")
    print(f"damaged: {errors} errors, {count - errors} read as before or with other values")
    return passed, count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filter", default="", help="part of the names of the streams")
    parser.add_argument("--damage", type=int, default=0, metavar="N", help="damaged streams, after the whole ones")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    endpoint = Endpoint(options.command)
    passed, total = check_clients(endpoint, options.filter)
    if options.damage:
        more, count = check_damage(endpoint, options.damage)
        passed, total = passed + more, total + count
    endpoint.close()
    for client in ("polars", "duckdb"):
        try:
            __import__(client)
        except ImportError:
            print(f"{client} is not installed: its streams are left out")
    print(f"{passed}/{total} PASS")
    sys.exit(0 if passed == total else 1)


if __name__ == "__main__":
    main()
