"""Streams that clients of Arrow write, through an endpoint inside pylon.wasm, and judged by pyarrow when they come back.

usage: arrow_driver.py RECORD FILE -- COMMAND...   COMMAND starts tests/arrow/inside.py; see record.py for RECORD
       arrow_driver.py --list -- COMMAND...        prints the files, one a line

A file is CLIENT/TYPE; its cases are SHAPE/CODEC, passed through, and "SHAPE/CODEC values", through Python values. The file `refused`
has what is no stream, the file `damaged` streams with flips and cuts. Runs natively, with the clients of toolchain/requirements-test.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "arrow"))

import clients
import foreign
import streams
from record import Record

DAMAGED = 20  # cases of 100 damaged streams


def files():
    return sorted(streams.files() | {"refused", "damaged"})


def stream_cases(file):
    """(the names of cases that are judged together, a function that gives what is wrong with each)."""
    for name, data in streams.streams(file):
        case = "/".join(name.rsplit("/", 2)[1:])
        yield [case, case + " values"], lambda endpoint, name=name, data=data: list(clients.judged(name, data, endpoint).values())


def refused_cases(_):
    for name, data, word in foreign.refused():
        yield [name], lambda endpoint, data=data, word=word: [clients.refusal(data, word, endpoint)]


def damaged_cases(_):
    for seed in range(DAMAGED):
        yield [f"100 streams, seed {seed}"], lambda endpoint, seed=seed: [clients.damage(endpoint, 100, seed)]


def main(path, file, command):
    record = Record(path)
    cases = {"refused": refused_cases, "damaged": damaged_cases}.get(file, stream_cases)(file)
    endpoint = clients.Endpoint(command)
    some = False
    for names, judge in cases:
        some = True
        names_left = [name for name in names if name not in record.done]
        if not names_left:
            continue
        record.start(names_left[0])
        try:
            problems = judge(endpoint)
        except EOFError as error:  # the harness takes a program that ends while a case runs for what ended it
            sys.exit(f"{error}")
        for name, why in zip(names, problems):
            if name in names_left:
                record.start(name)
                record.case(name, "failed" if why else "passed", why or None)
    endpoint.close()
    record.end("passed" if some else "empty")


split = sys.argv.index("--")
if sys.argv[1] == "--list":
    print("\n".join(files()))
else:
    main(sys.argv[1], sys.argv[2], sys.argv[split + 1:])
