#!/usr/bin/env python3
"""battery.py COLD RESUMED [--wasmtime FILE]: the same command lines on a file without a snapshot and on one that
starts from it. Standard output, standard error and exit codes must be equal, but for what reasons.json explains.

Exit code 0: equal; 1: something differs, or a reason that nothing needs any more."""

import argparse
import difflib
import json
import os
import pathlib
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
import started

END = """
import atexit, contextvars, os, sys, threading, weakref
class Told:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)
class Written:
    def __del__(self): os.write(1, b'a value of the context went\\n')
one = Told('global')
two = Told('cycle'); two.me = two
contextvars.ContextVar('c').set(Written())
atexit.register(print, 'atexit')
weakref.finalize(one, print, 'finalize')
def later():
    try: yield
    finally: print('generator closed')
g = later(); next(g)
held = sys.modules
sys.modules['mine'] = Told('in sys.modules')
import json; json.mine = Told('in a module of the snapshot')
sys.mine = Told('in sys')
import builtins; builtins.mine = Told('in builtins')
f = open('/tmp/unflushed', 'w'); f.write('kept all the same')
print(threading.main_thread().name)
sys.stdout.write('no newline')
"""

# Each gives an open file to something that is no module: its text is written all the same.
FILE = "f = open('/tmp/unflushed', 'w'); f.write('kept')\n"
HOLDERS = [
    "import os; os.environ.log = f",
    "import codecs; codecs.Codec.log = f",
    "import codecs; codecs.register_error('mine', lambda error, f=f: ('', 0))",
    "import codecs; codecs.register(lambda name, f=f: None)",
    "import io; io.TextIOBase.log = f",
    "import warnings; warnings.filters.insert(0, ('ignore', None, f, None, 0))",
    "import typing\nclass Log: out = f\nprint(typing.Optional[Log])",
    "import collections.abc; collections.abc.Mapping.log = f",
    "import codecs, gc; codecs.Codec.log = f; gc.freeze()",
    "import codecs, gc; codecs.Codec.log = f; gc.unfreeze(); gc.freeze()",
]

HASHES = """
import sys, gc
bad = []
def fresh(k):
    if type(k) is str: return k.encode('utf-8', 'surrogatepass').decode('utf-8', 'surrogatepass') if k else k
    if type(k) is bytes: return bytes(bytearray(k))
    if type(k) is tuple: return tuple([fresh(x) for x in k])
    if type(k) is frozenset: return frozenset([fresh(x) for x in k])
    return k
gc.unfreeze()
seen = 0
for o in gc.get_objects():
    if type(o) in (dict, set, frozenset):
        for k in list(o):
            seen += 1
            if type(k) in (str, bytes, tuple, frozenset) and fresh(k) not in o: bad.append(k)
print('keys looked up:', seen > 5000, 'not found:', bad)
"""

# How many levels of nested lists repr() takes: what PYLON_STACK_KIB is worth, by fifties.
DEEP = """
def levels():
    nested = []
    for n in range(0, 3000):
        nested = [nested]
        if n % 50 == 0:
            try:
                repr(nested)
            except RecursionError:
                return n
print(levels())
"""
STATE = (
    "import sys, os; print(sys.path, sys.argv, sys.orig_argv, sys.flags, sys.warnoptions, sys._xoptions, sys.executable, "
    "sys.prefix, sys.stdin.encoding, sys.stdout.encoding, sys.stdout.errors, sys.getfilesystemencoding(), "
    "sys.getfilesystemencodeerrors(), dict(os.environ), sys.implementation.name, sys.platform, sys.getrecursionlimit(), "
    "sys.get_int_max_str_digits(), sys.dont_write_bytecode, sys.pycache_prefix, os.getcwd(), sys.meta_path, sys.path_hooks)"
)
SITE = "import sys, site, builtins; print(site.PREFIXES, site.ENABLE_USER_SITE, site.USER_SITE, exit, quit, copyright, sys.__interactivehook__)"

# Each: arguments, variables, standard input.
LINES = [
    (["-c", "print(6*7)"], {}, ""),
    (["--version"], {}, ""),
    (["-VV"], {}, ""),
    (["--help"], {}, ""),
    (["--help-env"], {}, ""),
    (["-c", STATE, "a", "-b"], {}, ""),
    (["-c", SITE], {}, ""),
    (["-m", "json.tool"], {}, '{"a": [1, 2]}'),
    (["-m", "this"], {}, ""),
    (["-m", "site"], {}, ""),
    (["-m", "there_is_none"], {}, ""),
    (["/tmp/program.py", "x"], {}, ""),
    (["/tmp/none.py"], {}, ""),
    (["/tmp"], {}, ""),
    (["-", "y"], {}, STATE),
    ([], {}, "print(1)\nimport sys\nsys.exit(3)\n"),
    (["-i"], {}, "1+1\nraise SystemExit(4)\n"),
    (["-i", "-c", "x = 5"], {}, "x\nimport json\njson\nundefined\n"),
    (["-q", "-i"], {"PYTHONSTARTUP": "/tmp/startup.py"}, "started\n"),
    (["-c", "x = 1"], {"PYTHONINSPECT": "1"}, "x\n"),
    (["-c", "import sys; sys.exit('text')"], {}, ""),
    (["-c", "import sys; sys.exit(7)"], {}, ""),
    (["-c", "1/0"], {}, ""),
    (["-c", "raise KeyboardInterrupt"], {}, ""),
    (["-c", "import os; os._exit(9)"], {}, ""),
    (["-c", "import os; os.abort()"], {}, ""),
    (["-c", "syntax error"], {}, ""),
    (["-c", "import json; json.loads('{')"], {}, ""),
    (["-c", "import sys; sys.stdout.close(); print(1)"], {}, ""),
    (["-c", END], {}, ""),
    *((["-c", FILE + holder], {}, "") for holder in HOLDERS),
    (["-c", HASHES], {}, ""),
    (["-c", "print(open('/tmp/unflushed').read())"], {}, ""),
    (["-X", "dev", "-c", "import sys; print(sys.flags.dev_mode, sys.warnoptions); open('/tmp/program.py')"], {}, ""),
    (["-X", "utf8", "-c", STATE], {}, ""),
    (["-X", "utf8=0", "-c", STATE], {}, ""),
    (["-X", "faulthandler", "-c", "import faulthandler; print(faulthandler.is_enabled())"], {}, ""),
    (["-X", "tracemalloc=3", "-c", "import tracemalloc; print(tracemalloc.get_traceback_limit(), tracemalloc.is_tracing())"], {}, ""),
    (["-X", "foo=bar", "-c", STATE], {}, ""),
    (["-X", "int_max_str_digits=1000", "-c", "print(int('1' * 1001))"], {}, ""),
    (["-X", "importtime", "-c", "pass"], {}, ""),
    (["-X", "no_debug_ranges", "-c", "1/0"], {}, ""),
    (["-X", "frozen_modules=off", "-c", "import sys; print(sys._xoptions)"], {}, ""),
    (["-W", "error", "-c", "import warnings; warnings.warn('w')"], {}, ""),
    (["-W", "ignore", "-c", "import warnings; warnings.warn('w'); print(warnings.filters)"], {}, ""),
    (["-W", "always::DeprecationWarning", "-c", "import warnings; warnings.warn('w', DeprecationWarning); print(warnings.filters)"], {}, ""),
    (["-W", "nonsense", "-c", "print(1)"], {}, ""),
    (["-c", "import warnings; print(warnings.filters); warnings.warn('w')"], {"PYTHONWARNINGS": "error::UserWarning,ignore"}, ""),
    (["-I", "-c", STATE], {"PYTHONPATH": "/tmp"}, ""),
    (["-E", "-c", STATE], {"PYTHONPATH": "/tmp", "PYTHONHASHSEED": "1"}, ""),
    (["-s", "-c", STATE], {}, ""),
    (["-S", "-c", STATE + "; print('site' in sys.modules, 'exit' in dir(__builtins__)); import site; print(site.ENABLE_USER_SITE)"], {}, ""),
    (["-P", "-c", STATE], {}, ""),
    (["-O", "-c", STATE + "; assert 0; print(__debug__)"], {}, ""),
    (["-OO", "-c", "def f(): 'doc'\nprint(f.__doc__, __debug__)"], {}, ""),
    (["-u", "-c", "import sys; print(sys.stdout.line_buffering, sys.stdout.write_through)"], {}, ""),
    (["-b", "-c", "print(b'a' == 'a')"], {}, ""),
    (["-bb", "-c", "print(b'a' == 'a')"], {}, ""),
    (["-B", "-c", STATE], {}, ""),
    (["-x", "/tmp/first_line.py"], {}, ""),
    (["-d", "-c", "import sys; print(sys.flags.debug)"], {}, ""),
    (["-R", "-c", "import sys; print(sys.flags.hash_randomization)"], {}, ""),
    (["--check-hash-based-pycs", "always", "-c", "import _imp; print(_imp.check_hash_based_pycs)"], {}, ""),
    (["--nonsense"], {}, ""),
    (["-Z"], {}, ""),
    (["-c"], {}, ""),
    (["-c", STATE], {"PYTHONPATH": "/tmp:/tmp/deep"}, ""),
    (["-c", "import site_wide; print(site_wide.x)"], {"PYTHONPATH": "/tmp/site"}, ""),
    (["-c", STATE], {"PYTHONUTF8": "1"}, ""),
    (["-c", "print('ä')"], {"PYTHONIOENCODING": "ascii:backslashreplace"}, ""),
    (["-c", STATE], {"PYTHONIOENCODING": "latin-1"}, ""),
    (["-c", STATE], {"PYTHONINTMAXSTRDIGITS": "700"}, ""),
    (["-c", STATE], {"PYTHONOPTIMIZE": "2", "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONNOUSERSITE": "1"}, ""),
    (["-c", STATE], {"PYTHONSAFEPATH": "1", "PYTHONVERBOSE": "", "PYTHONPYCACHEPREFIX": "/tmp/cache"}, ""),
    (["-c", STATE], {"PYTHONHASHSEED": "nonsense"}, ""),
    (["-c", DEEP], {"PYLON_STACK_KIB": "128"}, ""),
    (["-c", DEEP], {"PYLON_STACK_KIB": "256"}, ""),
    (["-c", DEEP], {"PYLON_STACK_KIB": "nonsense"}, ""),
    (["-c", "print(hash('never seen before'), hash(b'some other'), hash(('a tuple', 1)))"], {"PYTHONHASHSEED": "0"}, ""),
    (["-c", "print(hash('never seen before'), hash('some other new string'))"], {"PYTHONHASHSEED": "123"}, ""),
    (["-c", "print(1)"], {"PYTHONMALLOC": "debug"}, ""),
    (["-c", "print(1)"], {"PYTHONHOME": "/nowhere"}, ""),
    (["-c", STATE], {"PATH": "/bin:/usr/bin", "HOME": "/tmp"}, ""),
    (["-c", "import os; print(os.environ['A'], os.environb[b'A'], os.getenv('B')); os.environ['C'] = '1'; print(os.popen)"], {"A": "1", "B": "ä"}, ""),
    (["-c", "import time; print(0 <= time.process_time() < 600, time.time() > 1.6e9, time.monotonic() >= 0)"], {}, ""),
    (["-c", "import random, uuid, tempfile, secrets; print(random.random() != random.random(), len(secrets.token_hex()))"], {}, ""),
    (["-c", "import gc; print(gc.isenabled(), gc.get_threshold()); a = []; a.append(a); del a; print(gc.collect() >= 1)"], {}, ""),
    (["-c", "def f(): f()\ntry: f()\nexcept RecursionError as e: print(e)"], {}, ""),
    (["-c", "import inspect, json, os; print(len(inspect.getsource(json)) > 1000, os.__file__, json.__file__, json.__cached__, json.__spec__)"], {}, ""),
    (["-c", "import threading; t = threading.Thread(target=print); t.start()"], {}, ""),
    (["-c", "import asyncio; asyncio.run(asyncio.sleep(0)); print('slept')"], {}, ""),
    (["-c", "import sqlite3; print(sqlite3.connect(':memory:').execute('select 1').fetchone())"], {}, ""),
    (["-c", "import datetime; print(datetime.datetime.now().year >= 2024, datetime.datetime(2020, 1, 1).timestamp())"], {"TZ": "UTC"}, ""),
    (["-c", "import pickle, collections; print(pickle.loads(pickle.dumps(collections.OrderedDict(a=1))))"], {}, ""),
    (["-c", "import importlib, json; print(importlib.reload(json).dumps([1]))"], {}, ""),
    (["-c", "import sys; del sys.modules['json']; import json; print(json.dumps({}))" if False else "import json, sys; del sys.modules['json']; import json; print(json.dumps({}))"], {}, ""),
    (["-c", "import xml.etree.ElementTree as e; print(e.fromstring('<a b=\"c\"/>').attrib)"], {}, ""),
    (["-c", "import ctypes"], {}, ""),
    (["-v", "-c", "pass"], {}, ""),
]

FILES = {
    "program.py": "import sys\nprint(__name__, __file__, sys.argv, sys.path[0])\n",
    "startup.py": "started = 'by PYTHONSTARTUP'\n",
    "first_line.py": "this is no Python\nprint('second line')\n",
    "__main__.py": "print('a folder', __name__)\n",
    "site/sitecustomize.py": "print('sitecustomize ran')\n",
    "site/site_wide.py": "x = 1\n",
}
ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


def run(wasmtime, file, folder, line):
    arguments, variables, text = line
    command = [wasmtime, "run", "--dir", f"{folder}::/tmp", "--argv0", "pylon.wasm"]
    if file.suffix == ".cwasm":
        command[2:2] = ["--allow-precompiled"]
    command += os.environ.get("PYLON_WASMTIME_OPTIONS", "").split()
    for name, value in variables.items():
        command += ["--env", f"{name}={value}"]
    done = started.run([*command, file, *arguments], input=text.encode(), timeout=300)
    parts = [f"exit code {done.returncode}", "stdout:", done.stdout.decode("utf-8", "replace"), "stderr:"]
    # The host's own trace of a trap names functions of the file.
    parts.append(done.stderr.decode("utf-8", "replace").partition("Error: failed to run main module")[0])
    return ADDRESS.sub("0x…", "\n".join(parts))


def show(line):
    arguments, variables, _ = line
    words = [f"{name}={value}" for name, value in variables.items()] + [a.replace("\n", "⏎") for a in arguments]
    return " ".join(words)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cold", type=pathlib.Path)
    parser.add_argument("resumed", type=pathlib.Path)
    parser.add_argument("--wasmtime", default=os.environ.get("PYLON_WASMTIME", "wasmtime"))
    parser.add_argument("--only", default="", help="command lines that contain this")
    options = parser.parse_args()
    os.environ["RUST_BACKTRACE"] = "0"
    reasons = json.loads((HERE / "reasons.json").read_text())["differences"]
    unused = {reason["line"] for reason in reasons}
    bad = 0
    chosen = [line for line in LINES if options.only in show(line)]
    for line in chosen:
        outputs = []
        for file in (options.cold, options.resumed):
            with tempfile.TemporaryDirectory() as folder:
                for name, text in FILES.items():
                    path = pathlib.Path(folder, name)
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(text)
                pathlib.Path(folder, "deep").mkdir()
                outputs.append(run(options.wasmtime, file, folder, line))
                left = pathlib.Path(folder, "unflushed")
                if left.exists():
                    outputs[-1] += "\nunflushed: " + left.read_text()
        if outputs[0] == outputs[1]:
            continue
        reason = next((r for r in reasons if r["line"] in show(line)), None)
        if reason:
            unused.discard(reason["line"])
            continue
        bad += 1
        print(f"differs: {show(line)}")
        print("\n".join(list(difflib.unified_diff(*(o.splitlines() for o in outputs), "cold", "resumed", lineterm="", n=1))[:24]))
    if unused and not options.only:
        bad += 1
        print("reasons.json explains what does not differ:", *sorted(unused), sep="\n  ")
    print(f"{len(chosen)} command lines, {bad} unexplained")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
