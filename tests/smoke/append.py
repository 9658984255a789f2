"""Files that are opened to append to."""
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


def in_file(function):
    """What is in the file after function(path)."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "log")
        function(path)
        with open(path, "rb") as file:
            return file.read()


def two_writers(path):
    with open(path, "ab", buffering=0) as one, open(path, "ab", buffering=0) as other:
        for file in (one, other, one, other):
            file.write(b"one " if file is one else b"other ")


def after_a_seek(path):
    with open(path, "ab") as file:
        file.write(b"one ")
        file.seek(0)
        file.write(b"two")


def by_descriptor(path):
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(fd, b"one ")
    os.lseek(fd, 0, os.SEEK_SET)
    os.write(fd, b"two")
    os.close(fd)


def then_not(path):
    """A descriptor's number, used again without appending."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(fd, b"0123")
    os.close(fd)
    again = os.open(path, os.O_WRONLY)
    os.write(again, b"ab")
    os.close(again)


def places(path):
    """Where each of three records begins, and where it ends: @tybys/wasm-util left the place where it was."""
    with open(path, "wb") as file:
        file.write(b"before")
    with open(path, "ab", buffering=0) as file:
        return [(file.write(b"five."), file.tell())[1] for _ in range(3)]


def told_places():
    told = []
    in_file(lambda path: told.extend(places(path)))
    return told


check("two writers", lambda: in_file(two_writers) == b"one other one other ")
check("after a seek", lambda: in_file(after_a_seek) == b"one two")
check("by descriptor", lambda: in_file(by_descriptor) == b"one two")
check("the place after a write", lambda: told_places() == [11, 16, 21])
check("and then not", lambda: in_file(then_not) == b"ab23")

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
