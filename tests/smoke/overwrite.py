"""Files that are written again from their start, and the place after a write: Bun goes by another place than the guest's."""
# ---- The canonical gate: the same text in every smoke, so that each runs alone, by hand.
import os
import sys


def _probe(mod):
    try:
        __import__(mod)
        return True
    except BaseException:
        return False


_HAVE_NUMPY = _probe("numpy")
_REQUIRE_FAT = os.environ.get("PYLON_REQUIRE_FAT") == "1"
_NUMPY = ("numpy", _HAVE_NUMPY)
passed = total = skipped = 0


def check(label, thunk, requires=()):
    """Counts one check, which passes when thunk() is true. What it requires and is not there makes it a SKIP, which
    counts as passed; with PYLON_REQUIRE_FAT=1, as in a release cut, it makes it a FAIL that names what is missing."""
    global passed, total, skipped
    total += 1
    print(f"{label}: ", end="", flush=True)  # so that a trap shows where it struck
    missing = ", ".join(name for name, have in requires if not have)
    if missing and not _REQUIRE_FAT:
        passed += 1
        skipped += 1
        print(f"SKIP (needs {missing})")
        return
    try:
        problem = f"needs {missing}" if missing else "" if thunk() else "not true"
    except BaseException as error:
        problem = repr(error)
    passed += not problem
    print(f"FAIL ({problem})" if problem else "ok")
# ---- End of the gate.

import tempfile

_SQLITE = ("_sqlite3", "_sqlite3" in sys.builtin_module_names)


def in_file(function):
    """What is in the file after function(path)."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file")
        function(path)
        with open(path, "rb") as file:
            return file.read()


def from_the_start(path):
    with open(path, "wb", buffering=0) as file:
        file.write(b"0123456789")
        file.seek(0)
        file.write(b"ab")
        file.write(b"cd")


def what_was_there(path):
    with open(path, "wb") as file:
        file.write(b"0123456789")
    with open(path, "r+b", buffering=0) as file:
        file.read(4)
        file.write(b"AB")
        file.seek(0)
        file.write(b"ab")
        file.seek(0, os.SEEK_END)
        file.write(b"end")


def by_place(path):
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    os.write(fd, b"0123456789")
    os.pwrite(fd, b"ab", 0)
    os.lseek(fd, -10, os.SEEK_CUR)
    os.write(fd, b"A")
    os.close(fd)


def places(path):
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    found = [os.lseek(fd, 0, os.SEEK_CUR)]
    for data in (b"", b"01234", b"56789"):
        os.write(fd, data)
        found.append(os.lseek(fd, 0, os.SEEK_CUR))
    os.close(fd)
    with open(path, "w+b") as file:
        file.write(b"0123456789")
        file.flush()
        rest = file.read()
    return found, rest


def header_last(path):
    """As wave, zipfile and others do: a header, what belongs to it, and the header once more."""
    with open(path, "wb") as file:
        file.write(b"count ?\n")
        for i in range(20_000):
            file.write(b"%7d\n" % i)
        file.seek(0)
        file.write(b"20,000.")


def database(path):
    import sqlite3
    for step in range(3):
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE IF NOT EXISTS t (a)")
        with connection:
            connection.executemany("INSERT INTO t VALUES (?)", [("x" * 500,)] * 100)
        connection.close()
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT count(*) FROM t").fetchone(), connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    return found


def links_themselves():
    """A host may refuse links, or to remove and to rename them. None takes what they lead to without a word."""
    for change in (os.unlink, lambda link: os.rename(link, f"{link}-renamed")):
        folder = tempfile.mkdtemp()  # it stays: with Deno nothing removes a link
        kept, link = f"{folder}/kept", f"{folder}/link"
        with open(kept, "wb") as file:
            file.write(b"kept")
        try:
            os.symlink("kept", link)
            change(link)
        except OSError:
            continue
        if os.path.lexists(link) or not os.path.exists(kept):
            return False
    return True


def refused(change):
    try:
        change()
    except OSError:
        return True
    return False


def read(path):
    with open(path, "rb") as file:
        return file.read()


def replaced(folder):
    """A rename replaces like by like, and of folders an empty one alone; a link replaces nothing. @wasmer/sdk lost what was there, or
    both, and browser_wasi_shim put the link in its place."""
    one, two, full, other, empty = (f"{folder}/{name}" for name in ("one", "two", "full", "other", "empty"))
    for path in (full, other, empty):
        os.mkdir(path)
    for path in (one, two, f"{full}/k", f"{other}/k", f"{other}/only"):
        with open(path, "wb") as file:
            file.write(os.path.relpath(path, folder).encode())
    return (all(refused(lambda: os.rename(*names)) for names in ((one, empty), (full, one), (full, other))) and refused(lambda: os.link(one, two))
            and read(one) == b"one" and read(two) == b"two" and read(f"{full}/k") == b"full/k" and sorted(os.listdir(other)) == ["k", "only"]
            and os.path.isdir(empty))


def nothing_written(folder):
    """browser_wasi_shim and @wasmer/sdk made the file as long as the place says."""
    with open(f"{folder}/file", "w+b") as file:
        file.write(b"abc")
        file.flush()
        return os.pwrite(file.fileno(), b"", 50) == 0 and os.fstat(file.fileno()).st_size == 3


def in_folder(function):
    with tempfile.TemporaryDirectory() as folder:
        return function(folder)


def of(function):
    with tempfile.TemporaryDirectory() as folder:
        return function(os.path.join(folder, "file"))


check("from the start", lambda: in_file(from_the_start) == b"abcd456789")
check("what was there", lambda: in_file(what_was_there) == b"ab23AB6789end")
check("by place", lambda: in_file(by_place) == b"Ab23456789")
check("the place after a write", lambda: of(places) == ([0, 0, 5, 10], b""))
check("a header that is written last", lambda: in_file(header_last) == b"20,000.\n" + b"".join(b"%7d\n" % i for i in range(20_000)))
check("a database that is opened again", lambda: of(database) == ((300,), ("ok",)), requires=(_SQLITE,))
check("links are removed and renamed themselves", links_themselves)
check("what a rename replaces, and a link does not", lambda: in_folder(replaced))
check("nothing written at a place", lambda: in_folder(nothing_written))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
