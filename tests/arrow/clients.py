#!/usr/bin/env python3
"""Real clients against the Arrow endpoint: what pyarrow, polars and DuckDB write, read by pylon.wasm and written back.

usage: clients.py [--filter TEXT] [--damage N] -- COMMAND...
e.g.   clients.py -- wasmtime run --dir tests/arrow::/arrow artifacts/lean/pylon.wasm /arrow/inside.py

COMMAND starts inside.py. Each stream of streams.py must come back equal, with schema and metadata, and once more through Python
values, but for what ../conformance/arrow.json excuses; what is no stream must be refused. With --damage N, N flips and cuts, 100 a
check: each must be an error, or as many rows as before; never a trap.
Prints N/N PASS; exit code 0 when all is as it should be, else 1.
"""
import argparse
import collections
import fnmatch
import functools
import json
import pathlib
import random
import struct
import subprocess
import sys

import pyarrow as pa

import foreign
import streams

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


@functools.cache
def known_cases():
    """(file, glob of cases) of tests/conformance/arrow.json, which says why."""
    path = pathlib.Path(__file__).parents[1] / "conformance/arrow.json"
    return [(entry["file"], case) for entry in json.loads(path.read_text("utf-8"))["known"] for case in entry["cases"]]


def excuse(name):
    """Whether a case, CLIENT/TYPE/SHAPE/CODEC with " values" or not, is one of the known ones."""
    file, shape, codec = name.rsplit("/", 2)
    return any(file == known and fnmatch.fnmatchcase(f"{shape}/{codec}", case) for known, case in known_cases())


def judged(name, data, endpoint):
    """What is wrong with each of the two streams that answer one, "" for nothing: passed through, and through Python values.

    pyarrow judges, and polars or DuckDB what they wrote themselves; of other clients others/others.py does that. EOFError when the program has ended.
    """
    client = name.split("/")[0]
    kind, answer = endpoint.ask(data)
    if kind == "T":
        raise EOFError(answer)
    if kind == "E":
        return {"": answer, " values": answer}
    return {what: difference(data, stream) or own_difference(client, data, stream) for what, stream in zip(("", " values"), answer)}


def own_difference(client, data, stream):
    """What the client itself finds different between what it sent and what came back, "" for nothing."""
    if client == "polars":
        import polars as pl
        from polars.testing import assert_frame_equal
        try:
            sent = pl.read_ipc(data) if data.startswith(b"ARROW1") else pl.read_ipc_stream(data)
            assert_frame_equal(pl.read_ipc_stream(stream), sent)
        except (AssertionError, pl.exceptions.PolarsError) as error:
            return f"polars: {error}"
    elif client == "duckdb":
        import duckdb
        sent, got = (duckdb.from_arrow(pa.ipc.open_stream(each).read_all()) for each in (data, stream))
        sent, got = (sent.types, sent.fetchall()), (got.types, got.fetchall())
        if sent != got:
            return f"DuckDB: {got} instead of {sent}"
    return ""


def opened(data):
    """What reads a stream, or a file, as pyarrow does."""
    return (pa.ipc.open_file if data.startswith(b"ARROW1") else pa.ipc.open_stream)(data)


def valid(table):
    try:
        table.validate(full=True)
    except pa.ArrowException:
        return False
    return True


def difference(data, stream):
    if stream.startswith(b"\0\0\0\0"):
        return stream[4:].decode()
    sent, got = (opened(each).read_all() for each in (data, stream))
    if valid(sent):  # Arrow Java leaves something in the padding of short views
        got.validate(full=True)
    if not got.schema.equals(sent.schema, check_metadata=True):
        return f"another schema: {got.schema} instead of {sent.schema}"
    if got.equals(sent) or repr(got.to_pylist()) == repr(sent.to_pylist()):  # NaN is NaN
        return ""
    return f"other values: {got.to_pylist()} instead of {sent.to_pylist()}"[:500]


def check_clients(endpoint, wanted):
    passed = total = 0
    right = collections.defaultdict(collections.Counter)  # client -> what -> how many streams
    for name, data in streams.streams():
        if wanted not in name:
            continue
        try:
            found = judged(name, data, endpoint)
        except EOFError as error:
            found = {" trap": str(error)}
        counts = right[name.split("/")[0]]
        counts["sent"] += 1
        for what, why in found.items():
            counts[what] += not why
            fine = not why or excuse(name + what)
            total += 1
            passed += fine
            if not fine:
                print(f"{name}{what}: FAIL: {why}")
    for client, counts in right.items():
        print(f"{client}: {counts['sent']} streams, {counts[' values']} read right, {counts['']} written back right")
    return passed, total


def refusal(data, word, endpoint):
    """What is wrong with how something is refused, "" for nothing."""
    kind, answer = endpoint.ask(data)
    if kind == "T":
        raise EOFError(answer)
    right = kind == "E" and answer.startswith("InputError: ") and word in answer
    return "" if right else f"{answer}, and not an InputError with '{word}'"[:500]


def check_refused(endpoint, wanted):
    passed = total = 0
    for name, data, word in foreign.refused():
        if wanted in name:
            found = refusal(data, word, endpoint)
            total += 1
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


@functools.cache
def damageable():
    """(name, stream) of those where a lost row can be seen."""
    return [(name, data) for name, data in streams.streams()
            if ("/batches/" in name or "/rows/" in name or "polars" in name) and name.split("/")[1] not in BODILESS]


def damage(endpoint, count, seed):
    """What is wrong with how `count` damaged streams are answered, "" for nothing: each must be an error, or have as many rows.

    The same for the same seed, so that a failure can be had again. EOFError when the program has ended.
    """
    chance = random.Random(seed)
    for _ in range(count):
        name, data = chance.choice(damageable())
        what, sent = damaged(data, chance)
        kind, answer = endpoint.ask(sent)
        if kind == "T":
            raise EOFError(f"{name}, {what}: {answer}")
        if kind == "E":
            continue
        rows = opened(data).read_all().num_rows
        try:
            got = pa.ipc.open_stream(answer[0]).read_all().num_rows
        except pa.ArrowException:  # a value that pyarrow does not take, a name that is no UTF-8
            continue
        if got != rows:
            return f"{name}, {what}: {got} rows of {rows}, and no error"
    return ""


def check_damage(endpoint, count):
    passed = 0
    for seed in range(count // 100):
        try:
            found = damage(endpoint, 100, seed)
        except EOFError as error:
            found = str(error)
        passed += not found
        if found:
            print(f"damaged, seed {seed}: FAIL: {found}")
    return passed, count // 100


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filter", default="", help="part of the names of the streams")
    parser.add_argument("--damage", type=int, default=0, metavar="N", help="damaged streams, after the whole ones")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    endpoint = Endpoint(options.command)
    passed, total = (sum(pair) for pair in zip(check_clients(endpoint, options.filter), check_refused(endpoint, options.filter)))
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
