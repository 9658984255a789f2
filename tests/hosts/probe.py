"""What a host does, seen from inside pylon.wasm. Nothing but the standard library is needed.

usage: probe.py CHECK [ARGUMENT]...
       probe.py batch CHECK...

Prints a line of JSON for each thing that it looked at: {"check": NAME, "ok": true, "said": TEXT}. `said` is what was seen where
that is not what POSIX and native Python do, or a value that hosts are compared by. A batch says {"begin": CHECK} before each of its
checks: after a trap or a hang run.py starts another one with those that are left. /tmp is an empty folder that the guest may write to.
"""
import json
import os
import sys

CHECKS = {}


def check(function):
    CHECKS[function.__name__] = function
    return function


def check_batch(*names):
    for name in names:
        print(json.dumps({"begin": name}), flush=True)
        try:
            CHECKS[name]()
        except BaseException as error:
            say(name, False, f"{type(error).__name__}: {error}")


def say(name, ok, said=""):
    print(json.dumps({"check": name, "ok": bool(ok), "said": str(said)[:300]}), flush=True)


def look(name, thunk, good=lambda value: value is True):
    """Says whether thunk()'s value is good; an exception is not."""
    try:
        value = thunk()
    except BaseException as error:
        value, ok = f"{type(error).__name__}: {error}", False
    else:
        ok = good(value)
    say(name, ok, "" if ok else value)


def equals(wanted):
    return lambda value: value == wanted


def write(path, data, mode="wb"):
    with open(path, mode) as file:
        file.write(data)


def read(path):
    with open(path, "rb") as file:
        return file.read()


@check
def start():
    say("start", True)


@check
def loop(rounds):
    """A loop that run.py times: what the host's compiler or interpreter is worth."""
    total = 0
    for i in range(int(rounds)):
        total += i & 3
    say("loop", total == sum((0, 1, 2, 3)) * (int(rounds) // 4), total)


@check
def stdin(size, digest):
    import hashlib
    data = sys.stdin.buffer.read()
    is_whole = hashlib.sha256(data).hexdigest() == digest
    say("standard input arrives whole", is_whole, "" if is_whole else f"{len(data)} bytes of {size}")
    look("standard input ends", lambda: sys.stdin.buffer.read(1), equals(b""))


@check
def stdin_file(size, digest):
    import hashlib
    data = b"".join(iter(lambda: os.read(0, 1000), b""))
    is_whole = hashlib.sha256(data).hexdigest() == digest
    say("standard input that is a file arrives whole", is_whole, "" if is_whole else f"{len(data)} bytes of {size}")


@check
def stdin_lines(count):
    lines = [int(line) for line in sys.stdin]
    whole = lines == list(range(int(count)))
    say("standard input by lines", whole, "" if whole else f"{len(lines)} lines of {count}")


@check
def stdin_none():
    look("no standard input is its end", lambda: sys.stdin.buffer.read(), equals(b""))


@check
def stdout(size):
    """Without a flush: Python's own end is what hosts lose."""
    line = "0123456789" * 8 + "\n"
    sys.stdout.write(line * (int(size) // len(line)))
    sys.exit(3)


@check
def stderr(size):
    line = "0123456789" * 8 + "\n"
    sys.stderr.write(line * (int(size) // len(line)))
    sys.exit(3)


@check
def os_exit(code):
    print("last words", flush=True)
    os._exit(int(code))


@check
def arguments(*words):
    look("arguments", lambda: list(words), equals(["one two", "", "--three", "ä", "=", "a\nb"]))
    look("environment", lambda: (os.environ.get("HOSTS_PROBE"), os.environ.get("HOSTS_EMPTY")), equals(("ä=b c", "")))
    look("nothing else in the environment", lambda: sorted(set(os.environ) - {"HOSTS_PROBE", "HOSTS_EMPTY", "PWD"}), equals([]))
    sys.stdout.flush()
    sys.exit(7)


@check
def streams():
    look("output to a file is no terminal", lambda: (sys.stdout.isatty(), sys.stderr.isatty()), equals((False, False)))


@check
def files():
    def append():
        write("/tmp/a", b"one")
        with open("/tmp/a", "ab") as file:
            file.write(b"two")
            file.seek(0)
            file.write(b"three")
        return read("/tmp/a")

    def rename_over():
        write("/tmp/new", b"new")
        write("/tmp/old", b"old")
        os.replace("/tmp/new", "/tmp/old")
        return read("/tmp/old"), os.path.exists("/tmp/new")

    def rename_folder():
        os.makedirs("/tmp/d1/sub")
        write("/tmp/d1/sub/file", b"x")
        os.rename("/tmp/d1", "/tmp/d2")
        return read("/tmp/d2/sub/file"), os.path.exists("/tmp/d1")

    def overwrite():
        write("/tmp/o", b"0123456789")
        with open("/tmp/o", "r+b") as file:
            file.seek(3)
            file.write(b"XY")
            file.truncate(7)
        return read("/tmp/o")

    def again_from_start():  # what SQLite does with its first page, and wave with its header
        with open("/tmp/again", "w+b", buffering=0) as file:
            file.write(b"0123456789")
            file.seek(0)
            file.write(b"abc")
            return file.tell(), read("/tmp/again")

    def place():
        with open("/tmp/place", "wb", buffering=0) as file:
            file.write(b"0123456789")
            return os.lseek(file.fileno(), 0, os.SEEK_CUR)

    def hole():
        with open("/tmp/h", "w+b") as file:
            file.seek(10)
            file.write(b"end")
            file.seek(0)
            return file.read()

    def exclusive():
        write("/tmp/x", b"")
        try:
            write("/tmp/x", b"", "xb")
        except FileExistsError:
            return True

    def unlinked():
        with open("/tmp/u", "w+b") as file:
            file.write(b"still")
            file.flush()
            os.unlink("/tmp/u")
            file.seek(0)
            return file.read()

    def missing():
        try:
            open("/tmp/none")
        except FileNotFoundError:
            return True

    def copied():
        import shutil
        write("/tmp/from", b"copied")
        write("/tmp/to", b"")
        return shutil.copyfile("/tmp/from", "/tmp/to") and read("/tmp/to")

    def made_twice():
        os.mkdir("/tmp/twice")
        try:
            os.mkdir("/tmp/twice")
        except FileExistsError:
            return True
        return "no error"

    def unlink_folder():
        os.makedirs("/tmp/folder", exist_ok=True)
        try:
            os.unlink("/tmp/folder")
        except OSError:
            return os.path.isdir("/tmp/folder")
        return "no error"

    def remove_full():
        os.makedirs("/tmp/full", exist_ok=True)
        write("/tmp/full/file", b"x")
        try:
            os.rmdir("/tmp/full")
        except OSError:
            return os.path.exists("/tmp/full/file")
        return "no error"

    def remove_tree():
        import shutil
        os.makedirs("/tmp/tree/a/b")
        for i in range(50):
            write(f"/tmp/tree/a/{i}", b"x")
        shutil.rmtree("/tmp/tree")
        return not os.path.exists("/tmp/tree")

    def symbolic_link():
        write("/tmp/target", b"here")
        os.symlink("target", "/tmp/link")
        return os.readlink("/tmp/link"), read("/tmp/link")

    def without_links():
        try:
            os.symlink("nowhere", "/tmp/link-or-not")
        except OSError:
            return True

    def unlink_link():
        write("/tmp/kept", b"kept")
        os.symlink("kept", "/tmp/to-kept")
        os.unlink("/tmp/to-kept")
        return os.path.lexists("/tmp/kept"), os.path.lexists("/tmp/to-kept")

    def rename_link():
        write("/tmp/stays", b"stays")
        os.symlink("stays", "/tmp/to-stays")
        os.rename("/tmp/to-stays", "/tmp/renamed")
        return os.path.islink("/tmp/renamed"), os.path.lexists("/tmp/stays")

    def times():
        write("/tmp/t", b"")
        os.utime("/tmp/t", ns=(1_500_000_000_111_111_111, 1_600_000_000_222_222_222))
        return os.stat("/tmp/t").st_mtime_ns

    def recent():
        import time
        write("/tmp/now", b"x")
        return abs(os.stat("/tmp/now").st_mtime - time.time()) < 600

    def size_of():
        write("/tmp/s", b"x" * 100_000)
        return os.stat("/tmp/s").st_size, len(read("/tmp/s"))

    look("append writes at the end", append, equals(b"onetwothree"))
    look("rename over a file", rename_over, equals((b"new", False)))
    look("rename of a folder", rename_folder, equals((b"x", False)))
    look("write in the middle, cut", overwrite, equals(b"012XY56"))
    look("write again from the start", again_from_start, equals((3, b"abc3456789")))
    look("the place after a write", place, equals(10))
    look("a hole reads as zeros", hole, equals(bytes(10) + b"end"))
    look("x: only a new file", exclusive)
    look("an unlinked file that is open", unlinked, equals(b"still"))
    look("a missing file is FileNotFoundError", missing)
    look("shutil.copyfile over a file", copied, equals(b"copied"))
    look("mkdir of what is there", made_twice)
    look("unlink of a folder", unlink_folder)
    look("rmdir of a full folder", remove_full)
    look("shutil.rmtree", remove_tree)
    look("symbolic links", symbolic_link, equals(("target", b"here")))
    if not without_links():
        look("unlink of a link", unlink_link, equals((True, False)))
        look("rename of a link", rename_link, equals((True, True)))
    look("os.utime, in ns", times, equals(1_600_000_000_222_222_222))
    look("a new file is from now", recent)
    look("st_size", size_of, equals((100_000, 100_000)))


@check
def many():
    """A folder that one call of fd_readdir does not list."""
    os.mkdir("/tmp/many")
    names = sorted(f"a rather long name of file {i:04}" for i in range(500))
    for name in names:
        write(f"/tmp/many/{name}", b"")

    def seen():
        found = os.listdir("/tmp/many")
        missing = set(names) - set(found)
        return True if sorted(found) == names else f"{len(set(found))} of 500 names, {len(missing)} missing, {len(found) - len(set(found))} twice"

    def seen_short():
        os.mkdir("/tmp/short")
        for i in range(300):
            write(f"/tmp/short/{i:03}", b"")
        found = len(os.listdir("/tmp/short"))
        return True if found == 300 else f"{found} of 300 names"

    look("listdir of 500 files", seen)
    look("listdir of 300 short names", seen_short)
    look("scandir knows files", lambda: all(entry.is_file() for entry in os.scandir("/tmp/many")))
    look("200 files open at once", lambda: len([open(f"/tmp/many/{name}") for name in names[:200]]), equals(200))


@check
def outside():
    """How far a mount confines the guest; run.py has put a link that leads out of it into /tmp."""
    def reach(path):
        try:
            os.listdir(path)
            return "it can be read"
        except OSError:
            return True

    look("no way out by ..", lambda: reach("/tmp/../../../etc"))
    if os.path.lexists("/tmp/leads-out"):
        look("no way out by a link", lambda: reach("/tmp/leads-out"))


@check
def clock():
    import time
    look("the year", lambda: time.gmtime().tm_year >= 2025 or f"{time.time()} s since 1970")
    look("monotonic goes on", lambda: time.monotonic_ns() <= time.monotonic_ns() and time.perf_counter() <= time.perf_counter())


def slept(seconds):  # the upper bound is for busy machines; hosts that take it wrong wait for minutes
    import time
    before = time.monotonic()
    time.sleep(seconds)
    took = time.monotonic() - before
    return True if seconds * 0.75 <= took < seconds + 3 else f"{took:.2f} s"


@check
def sleep():
    look("time.sleep(0)", lambda: slept(0))
    look("time.sleep(0.001)", lambda: slept(0.001))
    look("time.sleep(0.2)", lambda: slept(0.2))
    look("time.sleep(0.2) again", lambda: slept(0.2))


@check
def loop_of_tasks():
    import asyncio
    import time

    async def tasks():
        before = time.monotonic()
        values = await asyncio.gather(*(asyncio.sleep(0.1 * i, i) for i in range(4)))
        took = time.monotonic() - before
        return values == [0, 1, 2, 3] and 0.25 <= took < 5 or f"{values} after {took:.2f} s"

    look("asyncio.sleep and gather", lambda: asyncio.run(tasks()))


@check
def random():
    import random
    import secrets
    values = {secrets.token_bytes(16) for _ in range(64)}
    differ = len(values) == 64 and len(set(b"".join(values))) > 128
    say("random bytes differ", differ, "" if differ else f"{len(values)} of 64")
    say("random", True, f"{secrets.token_hex(8)} {random.random()} {hash('x')}")  # run.py compares two runs


def depth_of(function):
    try:
        function()
    except RecursionError:
        return True
    return "no RecursionError"


@check
def recursion_plain():
    def again():
        again()

    look("recursion ends in RecursionError", lambda: depth_of(again))


@check
def recursion_attribute():
    class Deep:
        def __getattr__(self, name):
            return getattr(self, name + "x")

    look("recursion through C ends in RecursionError", lambda: depth_of(lambda: Deep().a))


@check
def recursion_repr():
    def nested():
        inner = []
        for _ in range(100_000):
            inner = [inner]
        return inner

    look("repr of a deep list ends in RecursionError", lambda: depth_of(lambda: repr(nested())))


@check
def recursion_copy():
    import copy

    def nested():
        inner = []
        for _ in range(5_000):
            inner = [inner]
        return inner

    look("deepcopy ends in RecursionError", lambda: depth_of(lambda: copy.deepcopy(nested())))


@check
def memory():
    look("200 MB", lambda: len(bytearray(200_000_000)), equals(200_000_000))


@check
def sqlite():
    import sqlite3

    def database():
        with sqlite3.connect("/tmp/a.db") as connection:
            connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
            connection.executemany("INSERT INTO t (b) VALUES (?)", [(f"row {i}",) for i in range(2_000)])
        connection.close()
        again = sqlite3.connect("/tmp/a.db")
        rows = again.execute("SELECT count(*), sum(length(b)) FROM t").fetchone()
        return rows, again.execute("PRAGMA integrity_check").fetchone()[0]

    def two():
        """Hosts without numbers for files make SQLite take two databases for one."""
        connections = [sqlite3.connect(f"/tmp/two-{name}.db", isolation_level=None) for name in "ab"]
        for i, connection in enumerate(connections):
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE t (a)")
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO t VALUES (?)", [(i,)] * 1_000)
        for connection in connections:
            connection.execute("COMMIT")
        return [connection.execute("SELECT count(*), min(a), max(a) FROM t").fetchone() for connection in connections]

    look("a database on disk", database, equals(((2_000, 14_890), "ok")))
    look("two databases at once", two, equals([(1_000, 0, 0), (1_000, 1, 1)]))


@check
def archives():
    import tarfile
    import zipfile

    def zipped():
        with zipfile.ZipFile("/tmp/a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for i in range(50):
                archive.writestr(f"{i}.txt", f"{i}" * 1_000)
        with zipfile.ZipFile("/tmp/a.zip") as archive:
            return archive.testzip() is None and archive.read("49.txt") == b"49" * 1_000

    def tarred():
        write("/tmp/in", b"x" * 10_000)
        with tarfile.open("/tmp/a.tar.xz", "w:xz") as archive:
            archive.add("/tmp/in", "in")
        with tarfile.open("/tmp/a.tar.xz") as archive:
            return len(archive.extractfile("in").read())

    look("zipfile on disk", zipped)
    look("tarfile on disk", tarred, equals(10_000))


@check
def imports():
    """Every top-level module of the library, each once."""
    import contextlib
    import importlib
    import io
    left_out = {"antigravity", "this", "idlelib", "turtledemo", "turtle", "tkinter", "lib2to3"}
    wrong = []
    for name in sorted(sys.stdlib_module_names - left_out):
        if name.startswith("_"):
            continue
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                importlib.import_module(name)
        except ImportError:
            pass  # WASI lacks what it is about, on every host
        except BaseException as error:
            wrong.append(f"{name}: {error!r}")
    say("imports of the library", not wrong, wrong[:3] or "")


@check
def arrow():
    import io
    import nanoarrow as na
    from nanoarrow.ipc import StreamWriter
    out = io.BytesIO()
    children = [na.c_array(range(1_000), na.int64()), na.c_array([float(i) for i in range(1_000)], na.float64())]
    rows = na.c_array_from_buffers(na.struct({"a": na.int64(), "b": na.float64()}), 1_000, [None], children=children)
    with StreamWriter.from_writable(out) as writer:
        writer.write_stream(na.c_array_stream(rows))
    rows = na.ArrayStream.from_readable(io.BytesIO(out.getvalue())).read_all().to_pylist()
    say("an Arrow stream, there and back", rows[999] == {"a": 999, "b": 999.0} and len(rows) == 1_000)


def digest_of(values):
    import hashlib
    import struct
    return hashlib.sha256(b"".join(struct.pack("<d", value) for value in values)).hexdigest()[:16]


@check
def numbers():
    """Digests over thousands of values: the same on every host, or the host computes otherwise."""
    import hashlib
    import math
    import struct
    generator = 12345
    values = []
    for _ in range(2_000):
        generator = (generator * 6364136223846793005 + 1442695040888963407) % 2**64
        values.append((generator >> 11) / 2**53 * 20 - 10)
    for name in ("sin", "cos", "tan", "atan", "sinh", "tanh", "exp", "expm1", "cbrt", "erf", "gamma", "asinh"):
        function = getattr(math, name)

        def safe(value):
            try:
                return function(value)
            except (ValueError, OverflowError):
                return 0.0

        say(f"math.{name}", True, digest_of(safe(value) for value in values))
    say("math.pow, fmod, hypot, atan2", True, digest_of(
        f(abs(a), b) for a, b in zip(values, values[1:]) for f in (math.pow, math.fmod, math.hypot, math.atan2)))
    say("float text", True, hashlib.sha256("".join(f"{v!r}{v:.3e}{v:g}" for v in values).encode()).hexdigest()[:16])
    say("float of text", True, digest_of(float(f"{v:.17g}e{i % 300 - 150}") for i, v in enumerate(values)))
    say("int arithmetic", True, hashlib.sha256(str(pow(3, 5_000) % (10**900 + 7) * math.factorial(500)).encode()).hexdigest()[:16])
    nans = [float("inf") - float("inf"), float("inf") * 0.0, math.nan, -math.nan, float("nan") + 1.0]
    say("NaN bits", True, " ".join(struct.pack(">d", value).hex() for value in nans))
    say("NaN bits, single", True, " ".join(struct.pack(">f", value).hex() for value in nans))


if __name__ == "__main__":
    (check_batch if sys.argv[1] == "batch" else CHECKS[sys.argv[1]])(*sys.argv[2:])
