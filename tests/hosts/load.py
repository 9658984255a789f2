#!/usr/bin/env python3
"""What a file costs a host before Python runs a line: to load it (read, parse, compile, instantiate), and to start Python, apart.

usage: load.py LABEL=FILE.wasm[::LIB]... --host NAME... [--rounds 3] [--minutes 10]

By processor time, all in one run: the least of the rounds of `-c pass`, of the same file whose _start does nothing, of that with
functions of one instruction each (the difference is what the code costs), and of a module that is empty. LIB is mounted at /lib: for a
file that has no library inside. A host in Java has a second row, without its second compiler, as is best where a program ends at once.
Written to docs/hosts.json beside what run.py wrote; `run.py --page` makes the table of docs/HOSTS.md from it, the first file being what
the last is compared with.

example: load.py "23 November=old/pylon.wasm::old/lib" "as it ships=artifacts/lean/pylon.wasm" --host endive --host wazero-interpreter
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import run

# Java's quick compiler alone: "java -XX:TieredStopAtLevel=1", by a variable that its launcher reads.
QUICK = {"JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1"}

# (module (memory (export "memory") 1) (func (export "_start")))
EMPTY = bytes.fromhex("0061736d01000000010401600000030201000503010001"
                      "071302066d656d6f72790200065f73746172740000"
                      "0a040102000b")


def number(data, at):
    """An unsigned LEB128 number, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def encoded(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out + bytes([value]))


def sections(data):
    """(identifier, where its content begins, where it ends), in the order of the file."""
    at = 8
    while at < len(data):
        size, start = number(data, at + 1)
        yield data[at], start, start + size
        at = start + size


def name_at(data, at):
    size, at = number(data, at)
    return data[at:at + size].decode(), at + size


def imported_functions(data, at):
    count, at = number(data, at)
    functions = 0
    for _ in range(count):
        _, at = name_at(data, at)
        _, at = name_at(data, at)
        kind, at = data[at], at + 1
        if kind != 0:
            raise ValueError("it imports more than functions")
        _, at = number(data, at)
        functions += 1
    return functions


def start_function(data, at):
    count, at = number(data, at)
    for _ in range(count):
        name, at = name_at(data, at)
        kind = data[at]
        index, at = number(data, at + 1)
        if name == "_start" and kind == 0:
            return index
    raise ValueError("it has no _start")


def bodies(data, at):
    """(where its size stands, where it begins, where it ends) of each function."""
    count, at = number(data, at)
    for _ in range(count):
        size, start = number(data, at)
        yield at, start, start + size
        at = start + size


def hollow(data):
    """The file with a _start that does nothing."""
    place = {identifier: (start, end) for identifier, start, end in sections(data)}
    index = start_function(data, place[7][0]) - imported_functions(data, place[2][0])
    start, end = place[10]
    at, _, after = list(bodies(data, start))[index]
    return with_code(data, data[start:at] + bytes([2, 0, 0x0b]) + data[after:end])


def without_code(data):
    """The hollow file whose other functions are one instruction, unreachable: what its load costs beside its code."""
    place = {identifier: (start, end) for identifier, start, end in sections(data)}
    index = start_function(data, place[7][0]) - imported_functions(data, place[2][0])
    count, _ = number(data, place[10][0])
    each = [bytes([3, 0, 0, 0x0b])] * count
    each[index] = bytes([2, 0, 0x0b])
    return with_code(data, encoded(count) + b"".join(each))


def with_code(data, code):
    """The file with another code section."""
    out = data[:8]
    for identifier, start, end in sections(data):
        content = code if identifier == 10 else data[start:end]
        out += bytes([identifier]) + encoded(len(content)) + content
    return out


def facts(data):
    """What hosts might be slow by."""
    place = {identifier: (start, end) for identifier, start, end in sections(data) if identifier != 0}
    sizes = [end - start for _, start, end in bodies(data, place[10][0])]
    segments, _ = number(data, place[11][0])
    return {"bytes": len(data), "functions": len(sizes), "code": sum(sizes), "largest": max(sizes),
            "above_8000": sum(size > 8_000 for size in sizes), "segments": segments, "data": place[11][1] - place[11][0]}


def rows(name, template):
    """(name of the row, template) for each way in which the host is started."""
    yield name, template
    if "path:java" in template["programs"]:
        yield f"{name} -XX:TieredStopAtLevel=1", template | {"environment": template.get("environment", {}) | QUICK}


def measured(host, files, rounds):
    """{label: {"load": s, "code": s of it, "start": s}}, and the host's own start."""
    least = {}
    libraries = {label: [(str(library), "/lib")] for label, (_, library) in files.items() if library}
    files = {label: path for label, (path, _) in files.items()}
    with tempfile.TemporaryDirectory() as folder:
        paths = {(label, "whole"): path for label, path in files.items()}
        for i, (label, path) in enumerate(files.items()):
            paths[label, "hollow"] = pathlib.Path(folder) / f"{i}.wasm"
            paths[label, "hollow"].write_bytes(hollow(path.read_bytes()))
            paths[label, "no code"] = pathlib.Path(folder) / f"{i}-no-code.wasm"
            paths[label, "no code"].write_bytes(without_code(path.read_bytes()))
        paths["", "empty"] = pathlib.Path(folder) / "empty.wasm"
        paths["", "empty"].write_bytes(EMPTY)
        for turn in range(rounds):
            for key, path in paths.items():
                host.wasm = path
                code, _, errors, _, cpu = host.run("-c", "pass", probe=False, folders=libraries.get(key[0], []))
                if code != 0:
                    raise RuntimeError(f"{key}: {run.ending(code, errors)}")
                least[key] = min(cpu, least.get(key, cpu))
            print(f"{host.name}: {turn + 1} of {rounds}", file=sys.stderr, flush=True)
    own = least["", "empty"]
    return {"own": round(own, 3), "files": {label: {
        "load": round(max(0, least[label, "hollow"] - own), 3),
        "code": round(max(0, least[label, "hollow"] - least[label, "no code"]), 3),
        "start": round(max(0, least[label, "whole"] - least[label, "hollow"]), 3)} for label in files}}


def add(kept, name, found, about):
    load = kept.setdefault("load", {"hosts": {}})
    load["files"], load["order"] = about, list(about)
    load["hosts"][name] = found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="LABEL=FILE")
    parser.add_argument("--host", action="append", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=10, help="wall time of each host (default: 10)")
    parser.add_argument("--pylonctl", default=str(run.PROJECT / "build/release/src/pylonctl"))
    parser.add_argument("--dry", action="store_true", help="write nothing")
    setting = parser.parse_args()
    files = {}
    for each in setting.files:
        label, _, place = each.partition("=")
        path, _, library = place.partition("::")
        files[label] = (pathlib.Path(path).resolve(), library and pathlib.Path(library).resolve())
    about = {label: facts(path.read_bytes()) for label, (path, _) in files.items()}
    print(json.dumps(about, indent=1))
    templates = json.loads((run.PROJECT / "toolchain/runners.json").read_text())["runners"]
    listed = subprocess.run([setting.pylonctl, "--project", run.PROJECT, "runners", "list", *setting.host, "--format", "json"], check=True,
                            stdout=subprocess.PIPE, text=True)
    for each in json.loads(listed.stdout)["runners"]:
        if not each["found"]:
            print(f"{each['name']} is not here: pylonctl runners list {each['name']}", file=sys.stderr)
            continue
        for name, template in rows(each["name"], templates[each["name"]]):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as cache:
                host = run.Host(name, template, each, None, pathlib.Path(cache), until=time.monotonic() + 60 * setting.minutes)
                try:
                    found = measured(host, files, setting.rounds)
                except (run.OutOfTime, RuntimeError) as error:
                    print(f"{name}: {error}", file=sys.stderr)
                    continue
            print(name, json.dumps(found))
            if not setting.dry:
                run.keep(run.PROJECT / "docs/hosts.json", lambda kept, name=name, found=found: add(kept, name, found, about))


if __name__ == "__main__":
    main()
