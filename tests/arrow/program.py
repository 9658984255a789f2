#!/usr/bin/env python3
"""`python -m pylon_arrow` as people run it: functions that fail or return what is no batch, inputs that are not one whole stream, options.

usage: program.py [--filter TEXT] -- COMMAND...     COMMAND starts pylon.wasm, with the current folder as its own

Each case says what must come out: the exit code, the rows of each stream on stdout (or in the file of --output), whether the last
one has its end marker, and a word on stderr, which has one line. Prints N/N PASS; exit code 0 when all is as it should be, else 1.
"""
import argparse
import collections
import io
import os
import pathlib
import sys
import tempfile

import pyarrow as pa

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import started

END = b"\xff\xff\xff\xff\0\0\0\0"
FUNCTIONS = '''
from __future__ import annotations
import dataclasses, sys
import nanoarrow as na
from pylon_arrow import kernels

print("what a file prints is no part of the stream")
calls = 0
schema = na.struct({"a": na.int64()})
number = 3

@dataclasses.dataclass
class Kept:
    first: object = None

kept = Kept()

def second(action):
    global calls
    calls += 1
    return action() if calls == 2 else None

def same(batch): return batch
def none(batch): return None
def part(batch): return kernels.filter(batch, kernels.greater(batch.child(0), 2))
def first(batch):
    kept.first = kept.first or batch
    return kept.first
def prints(batch):
    print("debug")
    sys.stdout.buffer.write(b"more")
    return batch
def fails(batch): raise ValueError("two\\nlines")
def fails_then(batch): return second(lambda: 1 / 0) or batch
def exits(batch): sys.exit(0)
def interrupts(batch): raise KeyboardInterrupt
def ends(batch): raise BaseException("not an Exception")
class Mute(Exception):
    def __str__(self): raise ValueError
def mute(batch): raise Mute
async def later(batch): return batch
def coloured(batch): raise ValueError("a\\x1b[31m\\u202eb")
def exits_then(batch): return second(sys.exit) or batch
def text(batch): return "x"
def pair(batch): return batch, batch
def generator(batch): yield batch
def column(batch): return batch.child(0)
def other_then(batch): return second(lambda: {"other": [1]}) or batch
def uneven(batch): return {"a": [1, 2], "b": [1]}
def no_columns(batch): return {}
def deep(batch): return deep(batch)
def no_argument(): return 1
def reads(batch):
    sys.stdin.read()
    return batch
'''
Case = collections.namedtuple("Case", "name arguments sent code rows ended word")


def stream(batches, schema=None, **options):
    out = io.BytesIO()
    with pa.ipc.new_stream(out, schema or batches[0].schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return out.getvalue()


THREE = pa.record_batch({"a": pa.array([1, 2, 3])})
WHOLE = stream([THREE, THREE])
OTHER = stream([pa.record_batch({"x": pa.array(["q"])})])
NO_COLUMNS = pa.RecordBatch.from_struct_array(pa.array([{}] * 4, pa.struct([])))


def cases(has_numpy):
    def function(name, code, rows, ended, word="", *more, sent=WHOLE):
        return Case(f"{name} {' '.join(more)}".strip(), [f"functions.py:{name}", *more], sent, code, rows, ended, word)

    yield function("same", 0, [6], True)
    yield function("none", 0, [0], True)
    yield function("part", 0, [2], True)
    yield function("first", 0, [6], True)
    yield function("prints", 0, [6], True, "debug")
    for name, word in (("fails", "two lines (in batch 0)"), ("exits", "SystemExit: 0 (in batch 0)"), ("text", "returned str"),
                       ("interrupts", "KeyboardInterrupt"), ("ends", "BaseException: not an Exception"), ("mute", "Mute: its text cannot be had"),
                       ("later", "returned coroutine"), ("coloured", "a\\x1b[31m\\u202eb (in batch 0)"),
                       ("pair", "returned tuple"), ("generator", "returned generator"), ("column", "not int64"),
                       ("uneven", "column 'b' has 1 values"), ("no_columns", "no columns"), ("deep", "RecursionError"),
                       ("no_argument", "0 positional arguments")):
        yield function(name, 1, [], False, word)
    for name, word in (("fails_then", "ZeroDivisionError: division by zero (in batch 1)"), ("exits_then", "SystemExit"), ("other_then", "'other'")):
        yield function(name, 1, [3], False, word)
    for arguments, word in (([], "are required"), (["--as", "rows"], "invalid choice"), (["--bogus"], "unrecognized"),
                            (["--input"], "expected one argument")):
        yield Case(f"usage {arguments}", [*(["functions.py:same"] if arguments else []), *arguments], WHOLE, 2, [], False, word)
    yield function("same", 0, [6], True, "", "--as", "numpy") if has_numpy else function("same", 2, [], False, "no NumPy", "--as", "numpy")
    yield function("reads", 2, [3], False, "end marker")
    yield function("same", 0, [6], True, "", "--as", "columns")
    yield function("same", 0, [4], True, "", "--as", "columns", sent=stream([NO_COLUMNS]))
    yield function("same", 0, [6], True, "", "--compression", "lz4")
    for name, word in (("nowhere", "no function 'nowhere'"), ("number", "is no function but int"), ("sme", "did you mean 'same'?"),
                       ("", "FILE.py:name")):
        yield function(name, 2, [], False, word)
    for what, word in (("functions.py", "FILE.py:name"), ("nothing.py:f", "--dir"), ("no.module:f", "no module no.module"), (".:f", "FILE.py:name")):
        yield Case(what, [what], WHOLE, 2, [], False, word)
    for what, word in (("syntax.py:f", "SyntaxError"), ("imports.py:f", "No module named 'nothing'"), ("exits.py:f", "SystemExit: 0")):
        yield Case(what, [what], WHOLE, 1, [], False, word)

    # Inputs
    yield function("same", 0, [0], True, sent=stream([], THREE.schema))
    for sent, word in ((b"", "nothing was sent"), (WHOLE[:-8], "end marker"), (WHOLE[:-4], "8 bytes"),
                       (b"\x78\x9c\x01\x02\x03\x04\x05\x06 zlib", "begins with b'x"), (b"64\r\n" + WHOLE, "begins with b'64"),
                       (WHOLE.replace(END[:4], b"\r\n", 1), "no Arrow stream")):
        yield function("same", 2, [6] if sent[:4] == END[:4] else [], False, word, sent=sent)
    for more in (WHOLE, b"\n"):
        yield function("same", 2, [6], True, "something follows", sent=WHOLE + more)

    # Several streams, and files
    yield function("same", 0, [6, 1, 6], True, "", "--serve", sent=WHOLE + OTHER + WHOLE)
    yield function("prints", 0, [6, 1], True, "debug", "--serve", sent=WHOLE + OTHER)
    yield function("same", 0, [], False, "", "--serve", sent=b"")
    yield function("same", 2, [6], True, "(in stream 1)", "--serve", sent=WHOLE + WHOLE[:60] + END + OTHER)
    yield function("same", 2, [6, 6], False, "end marker", "--serve", sent=WHOLE + WHOLE[:-8])
    yield function("fails_then", 1, [1], True, "(in stream 1)", "--serve", sent=OTHER * 3)
    yield function("same", 0, [6, 1], True, "", "--serve", "--output", "out", sent=WHOLE + OTHER)
    yield function("fails_then", 1, [3], False, "ZeroDivisionError", "--output", "out")
    yield function("same", 0, [6], True, "", "--input", "whole.arrows")
    yield function("same", 2, [6], False, "something follows", "--input", "two.arrows")
    yield function("same", 0, [6, 6], True, "", "--serve", "--input", "two.arrows")
    for other in ("whole.arrows", "linked.arrows"):
        yield function("same", 2, [6], True, "is read", "--input", "whole.arrows", "--output", other)
    yield function("same", 2, [], False, "nowhere/out: ", "--output", "nowhere/out")
    yield function("same", 2, [], False, "nowhere.arrows: ", "--input", "nowhere.arrows")
    for what, code, word in (("whole.arrows", 0, ""), ("functions.py:schema", 0, ""), ("other.arrows", 2, "not the expected schema"),
                             ("nowhere", 2, "--expect nowhere"), ("functions.py:nowhere", 2, "no attribute 'nowhere'"),
                             ("functions.py:number", 2, "--expect"), ("functions.py", 2, "text")):
        yield function("same", code, [] if code else [6], not code, word, "--expect", what)


def rows_of(data):
    """The rows of each stream in some bytes; one that has no schema is not counted."""
    file, rows = io.BytesIO(data), []
    while file.tell() < len(data):
        count = 0
        try:
            for batch in (reader := pa.ipc.open_stream(file)):
                count += batch.num_rows
        except pa.ArrowInvalid:
            return rows + ["what is no stream"]
        rows.append(count)
        del reader
    return rows


def difference(case, command, folder):
    """What is not as the case says, "" for nothing."""
    for name, content in (("functions.py", FUNCTIONS.encode()), ("syntax.py", b"def f(:\n"), ("imports.py", b"import nothing\n"),
                          ("exits.py", b"exit(0)\n"), ("whole.arrows", WHOLE), ("two.arrows", WHOLE * 2), ("other.arrows", OTHER)):
        (folder / name).write_bytes(content)
    os.link(folder / "whole.arrows", folder / "linked.arrows")
    done = started.run([*command, "-m", "pylon_arrow", *case.arguments], input=case.sent, cwd=folder, timeout=120)
    data = done.stdout
    if "--output" in case.arguments:
        file = folder / case.arguments[case.arguments.index("--output") + 1]
        data = file.read_bytes() if file.exists() else b""
    lines = [line for line in done.stderr.decode().splitlines() if "prints" not in line and line not in ("debug", "moredebug", "more")]
    found = (done.returncode, rows_of(data), data.endswith(END), case.word in done.stderr.decode(), len(lines))
    due = (case.code, case.rows, case.ended, True, 1 if case.code else 0)
    return "" if found == due else f"(code, rows, ended, word, lines of stderr) {found} instead of {due}: {done.stderr.decode()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filter", default="", help="part of the names of the cases")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    command = [os.path.abspath(part) if os.path.exists(part) and part != "." else part for part in options.command]
    passed = total = 0
    has_numpy = not started.run([*command, "-c", "import numpy"]).returncode
    for case in cases(has_numpy):
        if options.filter not in case.name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = difference(case, command, pathlib.Path(folder))
        total += 1
        passed += not found
        if found:
            print(f"{case.name}: FAIL: {found}")
    print(f"{passed}/{total} PASS")
    sys.exit(0 if passed == total else 1)


main()
