#!/usr/bin/env python3
"""Clients that are not Python, against the Arrow endpoint: each writes streams, and judges itself what comes back.

usage: others.py [--client NAME]... [-- COMMAND...]
e.g.   others.py -- wasmtime run --dir tests/arrow::/arrow artifacts/lean/pylon.wasm /arrow/inside.py

Writes build/arrow-streams/CLIENT/TYPE/SHAPE/CODEC.arrows; `clients.py` and `pylonctl conformance --suite arrow` send them too, and
pyarrow judges. With COMMAND, which starts ../inside.py, each stream is sent here, what comes back lands in build/arrow-answers
(passed through: CODEC.arrows, through Python values: CODEC.values.arrows), and the client says whether it is equal.

Each client's packages are fetched by its own package manager, in the version that its folder names. One whose tools are not on this
machine is left out, by name. known.json says what falls short and why. Prints for each client how many of its streams are read right and written back right, then N/N PASS;
exit code 0 when all is as it should be, else 1.
"""
import argparse
import collections
import fnmatch
import json
import pathlib
import re
import shutil
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))
project = here.parents[2]

Client = collections.namedtuple("Client", "tools install program")  # the tools that it needs; both commands run in a copy of its folder
CLIENTS = {
    "go": Client(("go",), ["go", "build", "-o", "streams", "."], ["./streams"]),
    "java": Client(("java", "javac", "mvn"), ["mvn", "-q", "-B", "compile", "dependency:copy-dependencies", "-DoutputDirectory=target/lib"],
                   ["java", "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", "target/classes:target/lib/*", "Streams"]),
    "js": Client(("node", "npm"), ["npm", "install", "--no-audit", "--no-fund", "--silent"], ["node", "streams.mjs"]),
    "rust": Client(("cargo",), ["cargo", "build", "--quiet"], ["target/debug/arrow-streams"]),
}


def prepared(name):
    """The folder where a client's program is ready to run; None where its tools are missing."""
    client = CLIENTS[name]
    missing = [tool for tool in client.tools if not shutil.which(tool)]
    if missing:
        print(f"{name}: left out, {' and '.join(missing)} not found")
        return None
    work = project / "build/arrow-clients" / name
    shutil.copytree(here / name, work, dirs_exist_ok=True)
    subprocess.run(client.install, cwd=work, check=True, timeout=1800)
    return work


def emptied(path):
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def write(name, work):
    """Has a client write its streams, and says what it cannot write. Returns their folder."""
    sent = emptied(project / "build/arrow-streams" / name)
    done = subprocess.run([*CLIENTS[name].program, "write", str(sent)], cwd=work, timeout=600, stderr=subprocess.PIPE, text=True)
    # CLIENT cannot write TYPE/SHAPE/CODEC for each shape and codec: a line for each type is enough.
    lines = [line for line in done.stderr.splitlines() if "SLF4J" not in line]
    for line in sorted({re.sub(r"^([^:/]*)/[^:]*", r"\1", line) for line in lines}):
        print(f"{name}/{line}")
    done.check_returncode()
    return sent


def send(sent, answers, endpoint):
    """Sends each stream of a folder; the answers land in another. {name: error} of those that were refused."""
    refused = {}
    for path in sorted(sent.rglob("*.arrows")):
        name = path.relative_to(sent)
        kind, answer = endpoint.ask(path.read_bytes())
        if kind != "S":
            refused[str(name)] = refused[str(name.with_suffix(".values.arrows"))] = answer
            continue
        target = answers / name
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix, content in zip((".arrows", ".values.arrows"), answer):
            if content.startswith(b"\0\0\0\0"):
                refused[str(name.with_suffix(suffix))] = content[4:].decode()
            else:
                target.with_suffix(suffix).write_bytes(content)
    return refused


def judge(name, work, sent, command):
    """(how many are as they should be, of how many): each stream passed through, and each through Python values."""
    from clients import Endpoint
    known = json.loads((here / "known.json").read_text("utf-8"))
    answers = emptied(project / "build/arrow-answers" / name)
    endpoint = Endpoint(command)
    found = send(sent, answers, endpoint)
    endpoint.close()
    said = subprocess.run([*CLIENTS[name].program, "judge", sent, answers], cwd=work, check=True, timeout=1800, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    found.update(line.split("\t", 1) for line in said.stdout.splitlines())
    right = {"": 0, " values": 0}
    passed = 0
    for path, why in sorted(found.items()):
        what = " values" if path.endswith(".values.arrows") else ""
        case = f"{name}/{path.removesuffix('.arrows').removesuffix('.values')}{what}"
        excused = any(fnmatch.fnmatchcase(case, pattern) for pattern in known)
        right[what] += why == "ok"
        passed += why == "ok" or excused
        if why != "ok" and not excused:
            print(f"{case}: FAIL: {why}"[:500])
    half = len(found) // 2
    print(f"{name}: {half} streams, {right[' values']} read right ({right[' values'] / half:.1%}), {right['']} written back right ({right[''] / half:.1%})")
    return passed, len(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--client", action="append", choices=CLIENTS, help="one alone; may be given again (default: all)")
    parser.add_argument("command", nargs="*", help="what answers the streams")
    options = parser.parse_args()
    passed = total = 0
    for name in options.client or CLIENTS:
        work = prepared(name)
        if work is None:
            continue
        sent = write(name, work)
        if not options.command:
            print(f"{name}: {len(list(sent.rglob('*.arrows')))} streams")
            continue
        more, count = judge(name, work, sent, options.command)
        passed, total = passed + more, total + count
    if options.command:
        print(f"{passed}/{total} PASS")
    sys.exit(0 if passed == total else 1)


if __name__ == "__main__":
    main()
