"""What a host mounts lies over the library inside, as docs/LIBRARY.md says.

mounts.py --inside FILE.wasm --lib DIR -- RUNNER…: a command in which {mounts}, {environment} and {wasm} stand for theirs,
e.g. wasmtime run {mounts} {environment} {wasm}. Exit codes 0, 1."""
import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))
import started

failures = 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inside", required=True, help="a file with its library")
    parser.add_argument("--lib", required=True, help="the same library in a folder")
    parser.add_argument("--mount", default="--dir {host}::{guest}", help="how the runner is told of a mount")
    parser.add_argument("--variable", default="--env {name}={value}", help="how it is told of a variable")
    parser.add_argument("runner", nargs="+")
    options = parser.parse_args()

    def run(code, mounts=(), variables=()):
        command = []
        for part in options.runner:
            if part == "{mounts}":
                for host, guest in mounts:
                    command += options.mount.format(host=host, guest=guest).split(" ")
            elif part == "{environment}":
                for name, value in variables:
                    command += options.variable.format(name=name, value=value).split(" ")
            else:
                command.append(part.format(wasm=options.inside))
        done = started.run([*command, "-c", code], timeout=600)
        return done.returncode, done.stdout.decode().strip(), done.stderr.decode().strip()

    def check(what, got, expected):
        global failures
        good = expected(got) if callable(expected) else got[:2] == expected
        failures += not good
        print(f"{'ok' if good else 'FAIL'}: {what}" + ("" if good else f": {got}"), flush=True)

    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        own = scratch / "own"
        shutil.copytree(options.lib, own, copy_function=shutil.copy)
        (own / "python3.13" / "mark.py").write_text("text = 'of the host'\n")
        site = scratch / "site"
        (site / "below").mkdir(parents=True)
        (site / "more.pth").write_text("/lib/python3.13/site-packages/below\n")
        (site / "one.py").write_text("text = 'one'\n")
        (site / "below" / "two.py").write_text("text = 'two'\n")
        (scratch / "empty").mkdir()

        check("no option at all", run("import json; print(json.dumps([1]))"), (0, "[1]"))
        for guest in ("/lib", "lib", "/lib/", "./lib"):
            check(f"the host's own {guest} wins", run("import mark; print(mark.text)", [(own, guest)]), (0, "of the host"))
        check("and can be written", run("open('/lib/new', 'w'); print('ok')", [(own, "/lib")]), (0, "ok"))
        check("an empty one too: there is no library then", run("import base64", [(scratch / "empty", "/lib")]),
              lambda got: got[0] == 1 and ("encodings" in got[2] or "base64" in got[2]))  # what a snapshot has, it has
        check("site-packages lies over the library, with its .pth files",
              run("import one, two, json; print(one.text, two.text)", [(site, "/lib/python3.13/site-packages")]), (0, "one two"))
        check("PYTHONPATH", run("import one; print(one.text)", [(site, "/site")], [("PYTHONPATH", "/site")]), (0, "one"))
        check("a mount of / leaves /lib as it is",
              run("import json, os; print(sorted(os.listdir('/')), os.path.exists('/lib/python3.13/os.py'))",
                  [(site, "/")]), lambda got: got[0] == 0 and "more.pth" in got[1] and got[1].endswith("True"))
        check("modules are found in a mounted /", run("import one; print(one.text)", [(site, "/")]), (0, "one"))
        check("files are written in a mounted /", run("open('/new', 'w').write('x'); print(open('new').read())", [(site, "/")]),
              (0, "x"))
        check("a copy from the library, changed, and imported instead",
              run("import shutil, os, sys; shutil.copy('/lib/python3.13/this.py', '/site/that.py'); sys.path[:0] = ['/site'];"
                  "open('/site/that.py', 'a').write('print(1)'); import that", [(site, "/site")]),
              lambda got: got[0] == 0 and got[1].endswith("\n1"))
    return 1 if failures else 0


sys.exit(main())
