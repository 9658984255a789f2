"""np.save, np.load, tofile and fromfile by path and by open file, with Python's file position where it belongs."""
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

FOLDER = "/tmp"


def path(name):
    return os.path.join(FOLDER, "numpy_files_" + name)


def save_and_load():
    import numpy as np
    a = np.arange(70000.0).reshape(7, -1)
    np.save(path("a.npy"), a)
    np.savez(path("b.npz"), a=a, b=np.array(["x", "yz"]))
    np.savez_compressed(path("c.npz"), a=a)
    with np.load(path("b.npz")) as b, np.load(path("c.npz")) as c:
        return (np.load(path("a.npy")) == a).all() and (b["a"] == a).all() and b["b"].tolist() == ["x", "yz"] and (c["a"] == a).all()


def save_structured():
    import numpy as np
    a = np.array([(1, 2.5, "x")], [("i", "i4"), ("f", "f8"), ("s", "U3")])
    np.save(path("s.npy"), a)
    np.save(path("o.npy"), np.array([{"k": 1}, None]), allow_pickle=True)
    return np.load(path("s.npy")).tolist() == a.tolist() and np.load(path("o.npy"), allow_pickle=True)[0] == {"k": 1}


def by_path():
    import numpy as np
    a = np.arange(100000, dtype="i4")
    a.tofile(path("raw"))
    return (os.path.getsize(path("raw")) == 400000 and (np.fromfile(path("raw"), "i4") == a).all()
            and np.fromfile(path("raw"), "i4", count=3, offset=8).tolist() == [2, 3, 4])


def as_text():
    import numpy as np
    np.arange(5.0).tofile(path("text"), sep=";", format="%.2f")
    with open(path("text")) as file:
        return file.read() == "0.00;1.00;2.00;3.00;4.00" and np.fromfile(path("text"), sep=";").tolist() == [0, 1, 2, 3, 4]


def positions_when_writing():
    import numpy as np
    with open(path("w"), "wb") as file:
        file.write(b"head")  # still in Python's buffer when NumPy writes
        np.arange(3, dtype="u1").tofile(file)
        at = file.tell()
        file.write(b"tail")
        np.arange(2, dtype="u1").tofile(file)
    with open(path("w"), "rb") as file:
        return at == 7 and file.read() == b"head\0\1\2tail\0\1"


def positions_when_reading():
    import numpy as np
    with open(path("r"), "wb") as file:
        file.write(bytes(range(100)))
    with open(path("r"), "rb") as file:
        first = file.read(10)  # Python has buffered more than these
        middle = np.fromfile(file, "u1", count=20)
        at = file.tell()
        return first == bytes(range(10)) and middle.tolist() == list(range(10, 30)) and at == 30 and file.read() == bytes(range(30, 100))


def several_arrays_in_a_file():
    import numpy as np
    with open(path("many"), "wb") as file:
        for n in range(4):
            np.save(file, np.full(n, n))
    with open(path("many"), "rb") as file:
        return [np.load(file).tolist() for _ in range(4)] == [[], [1], [2, 2], [3, 3, 3]]


def update_in_place():
    import numpy as np
    np.zeros(4, "u1").tofile(path("u"))
    with open(path("u"), "r+b") as file:
        file.seek(1)
        np.array([7, 8], "u1").tofile(file)
        return file.tell() == 3 and file.seek(0) == 0 and np.fromfile(file, "u1").tolist() == [0, 7, 8, 0]


def unbuffered():
    import numpy as np
    with open(path("n"), "wb", buffering=0) as file:
        np.arange(4, dtype="u1").tofile(file)
        file.write(b"x")
    with open(path("n"), "rb", buffering=0) as file:
        return np.fromfile(file, "u1", count=4).tolist() == [0, 1, 2, 3] and file.read() == b"x"


def stays_open():
    import numpy as np
    with open(path("raw"), "rb") as file:
        for _ in range(50):
            file.seek(0)
            np.fromfile(file, "i4", count=2)
        return not file.closed and len(file.read(4)) == 4


def large():
    import numpy as np
    a = np.random.default_rng(5).integers(0, 255, 5_000_000, "u1")
    a.tofile(path("large"))
    same = (np.fromfile(path("large"), "u1") == a).all()
    os.remove(path("large"))
    return same


def errors():
    import numpy as np
    found = []
    for call in (lambda: np.fromfile(path("no such file")), lambda: np.load(path("no such file"))):
        try:
            call()
        except FileNotFoundError:
            found.append(True)
    return len(found) == 2


def text_tables():
    import numpy as np
    a = np.arange(6.0).reshape(2, 3)
    np.savetxt(path("t.csv"), a, delimiter=",")
    return (np.loadtxt(path("t.csv"), delimiter=",") == a).all()


for thunk in (save_and_load, save_structured, by_path, as_text, positions_when_writing, positions_when_reading, several_arrays_in_a_file,
              update_in_place, unbuffered, stays_open, large, errors, text_tables):
    check(thunk.__name__, thunk, requires=(_NUMPY,))
for name in os.listdir(FOLDER):
    if name.startswith("numpy_files_"):
        os.remove(os.path.join(FOLDER, name))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
