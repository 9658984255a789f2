"""Files beyond four gigabytes (with holes), long files, many files, long names."""
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

import errno
import hashlib
import io
import shutil
import tempfile

FOLDER = tempfile.mkdtemp()
PATH = os.path.join(FOLDER, "big")
BEYOND = 5 * 2**30 + 7


def beyond_four_gigabytes():
    with open(PATH, "wb") as file:
        file.seek(BEYOND)
        file.write(b"end")
        position = file.tell()
    with open(PATH, "rb") as file:
        file.seek(-3, io.SEEK_END)
        end, middle = file.read(), os.pread(file.fileno(), 4, 2**32 + 1)
    return (position, os.path.getsize(PATH), end, middle) == (BEYOND + 3, BEYOND + 3, b"end", b"\0\0\0\0")


def truncated():
    os.truncate(PATH, 2**32 + 10)
    grown = os.path.getsize(PATH) == 2**32 + 10
    with open(PATH, "r+b") as file:
        file.truncate(3)
    return grown and os.path.getsize(PATH) == 3


def long_file():
    block = bytes(range(256)) * 4096
    written = hashlib.sha256()
    with open(PATH, "wb") as file:
        for _ in range(32):
            file.write(block)
            written.update(block)
    with open(PATH, "rb") as file:
        return hashlib.file_digest(file, "sha256").digest() == written.digest()


def one_call():
    """More than some hosts take in one call (Wasmtime from 42 on: 128 MiB): reads and writes go in pieces."""
    size = (128 << 20) + 9
    block = bytes(range(256)) * ((size >> 8) + 1)
    seen = []
    for buffering in (0, -1):
        with open(PATH, "wb", buffering=buffering) as file:
            seen.append(file.write(memoryview(block)[:size]))
        with open(PATH, "rb", buffering=buffering) as file:
            data = file.read(size)
            if buffering == 0 and len(data) == 64 << 10:  # as much as a component's host gives at a time, which a raw read may do
                data += file.readall()
            seen.append(len(data))
            good = data == memoryview(block)[:size]
            del data
    with open(PATH, "r+b") as file:
        seen.append(os.pwrite(file.fileno(), memoryview(block)[:size], 1))
        seen.append(len(os.pread(file.fileno(), size, 1)))
    return good and seen == [size] * 6


def one_call_of_stdio():
    """The C library's own stdio, which NumPy writes and reads files with."""
    import numpy
    numbers = numpy.arange((128 << 17) + 1)
    numpy.save(PATH + ".npy", numbers)
    numbers.tofile(PATH)
    return (numpy.load(PATH + ".npy") == numbers).all() and (numpy.fromfile(PATH, numbers.dtype) == numbers).all()


def lines():
    path = os.path.join(FOLDER, "lines")
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(f"line {n} é\n" for n in range(100_000))
    with open(path, encoding="utf-8") as file:
        return sum(int(line.split()[1]) for line in file) == 4_999_950_000


def many_files():
    folder = os.path.join(FOLDER, "many")
    os.mkdir(folder)
    for n in range(300):
        with open(os.path.join(folder, f"{n:03}"), "w") as file:  # such entries leave room in 4,096 bytes, which Deno does not fill
            file.write(str(n))
    names = sorted(int(entry.name) for entry in os.scandir(folder) if entry.is_file())
    shutil.rmtree(folder)
    return names == list(range(300)) and not os.path.exists(folder)


def many_open():
    files = []
    try:
        for n in range(200):
            files.append(open(os.path.join(FOLDER, f"open{n}"), "w+"))
    except OSError as error:  # a component's adapter has room for 128 descriptors, and says that memory is short
        if error.errno != errno.ENOMEM or len(files) < 120:
            raise
    for n, file in enumerate(files):
        file.write(str(n))
        file.seek(0)
    found = [int(file.read()) for file in files]
    for file in files:
        file.close()
    return found == list(range(len(files)))


def long_names():
    path = os.path.join(FOLDER, "n" * 250)
    with open(path, "w") as file:
        file.write("x")
    try:
        open(os.path.join(FOLDER, "n" * 300), "w")
    except OSError:
        return os.path.getsize(path) == 1
    return False


def deep_folders():
    path = os.path.join(FOLDER, *["deep"] * 60)
    os.makedirs(path)
    with open(os.path.join(path, "file"), "w") as file:
        file.write("x")
    return sum(len(files) for _, _, files in os.walk(os.path.join(FOLDER, "deep"))) == 1


check("a hole of five gigabytes", beyond_four_gigabytes)
check("truncated above and below four gigabytes", truncated)
check("32 megabytes", long_file)
check("128 MiB in one call", one_call)
check("the same by stdio", one_call_of_stdio, requires=[_NUMPY])
check("100,000 lines", lines)
check("300 files in a folder", many_files)
check("200 files open at once", many_open)
check("long names", long_names)
check("60 folders deep", deep_folders)
shutil.rmtree(FOLDER)

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
