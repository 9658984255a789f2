"""Arrow IPC streams with nanoarrow alone: written and read back; a foreign writer's, compressed with zstd and lz4 too."""
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

import datetime
import io

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")


def expected(n):
    """Row n of support/make_arrow_streams.py's table."""
    return {
        "id": n, "maybe": None if n % 7 == 0 else n * n, "half": n / 2, "name": None if n % 11 == 0 else f"row {n} é",
        "even": n % 2 == 0, "list": list(range(n % 4)), "point": {"x": n, "y": -n},
        "day": datetime.date(2025, 1, 1) + datetime.timedelta(days=n),
    }


def foreign(name):
    import nanoarrow as na
    with na.ArrayStream.from_path(os.path.join(DATA, f"{name}.arrows")) as stream:
        chunks = list(stream)
    rows = [row for chunk in chunks for row in chunk.to_pylist()]
    return [len(chunk) for chunk in chunks] == [250, 250, 100] and rows == [expected(n) for n in range(600)]


def broken(name):
    """A damaged stream is an error, whichever byte is wrong; never a trap."""
    import nanoarrow as na
    with open(os.path.join(DATA, f"{name}.arrows"), "rb") as file:
        good = file.read()
    errors = 0
    for at in range(0, len(good), len(good) // 150):
        damaged = bytearray(good)
        damaged[at] ^= 0xFF
        try:
            na.ArrayStream.from_readable(io.BytesIO(bytes(damaged))).read_all().to_pylist()
        except Exception:
            errors += 1
        try:
            na.ArrayStream.from_readable(io.BytesIO(good[:at])).read_all().to_pylist()
        except Exception:
            errors += 1
    return errors > 100


def struct(na):
    columns = {"a": na.int64(), "b": na.string(), "c": na.float32(), "d": na.bool_()}
    schema = na.struct(columns)
    children = [na.c_array([1, None, 3], na.int64()), na.c_array(["x", "", None], na.string()), na.c_array([0.5, 1.5, 2.5], na.float32()),
                na.c_array([True, False, None], na.bool_())]
    return na.c_array_from_buffers(schema, 3, [None], children=children), schema


ROWS = [{"a": 1, "b": "x", "c": 0.5, "d": True}, {"a": None, "b": "", "c": 1.5, "d": False}, {"a": 3, "b": None, "c": 2.5, "d": None}]


def round_trip():
    import nanoarrow as na
    from nanoarrow.ipc import StreamWriter
    array, schema = struct(na)
    out = io.BytesIO()
    with StreamWriter.from_writable(out) as writer:
        writer.write_array(array)
        writer.write_array(array)
    with na.ArrayStream.from_readable(io.BytesIO(out.getvalue())) as stream:
        chunks = list(stream)
    return [chunk.to_pylist() for chunk in chunks] == [ROWS, ROWS]


def copied_stream():
    import nanoarrow as na
    from nanoarrow.ipc import InputStream, StreamWriter
    out = io.BytesIO()
    with InputStream.from_path(os.path.join(DATA, "zstd.arrows")) as source, StreamWriter.from_writable(out) as writer:
        writer.write_stream(source)
    rows = na.ArrayStream.from_readable(io.BytesIO(out.getvalue())).read_all().to_pylist()
    return rows == [expected(n) for n in range(600)]


def through_a_file():
    import nanoarrow as na
    from nanoarrow.ipc import StreamWriter
    name = "/tmp/arrow_ipc_smoke.arrows"
    array, _ = struct(na)
    with StreamWriter.from_path(name) as writer:
        writer.write_array(array)
    rows = na.ArrayStream.from_path(name).read_all().to_pylist()
    os.remove(name)
    return rows == ROWS


def python_errors_pass_through():
    """An exception in a Python file object called from C comes back as an error."""
    import nanoarrow as na

    class Broken:
        def readinto(self, buffer):
            raise OSError("unplugged")

    try:
        na.ArrayStream.from_readable(Broken()).read_all()
    except Exception as error:
        return "unplugged" in str(error)


def arrays():
    import array

    import nanoarrow as na
    return (na.array([1, None, 3], na.int32()).to_pylist() == [1, None, 3] and na.Array(array.array("d", [1.5, 2.5])).to_pylist() == [1.5, 2.5]
            and na.array(["a", None], na.large_string()).to_pylist() == ["a", None] and na.array([b"x"], na.binary_view()).to_pylist() == [b"x"]
            and na.array([20240], na.int32()).to_pylist() == [20240]
            and bytes(memoryview(na.c_buffer([1, 2], na.int16()))) == b"\1\0\2\0" and na.array(range(5), na.int8())[3].as_py() == 3)


def schemas():
    import nanoarrow as na
    schema = na.Schema(na.struct({"t": na.timestamp("ns", "UTC"), "d": na.decimal128(10, 2), "m": na.dictionary(na.int8(), na.string())}))
    return [schema.field(n).type.name for n in range(3)] == ["TIMESTAMP", "DECIMAL128", "DICTIONARY"] and schema.field(0).timezone == "UTC"


def refused_arguments():
    """Objects of C that are refused what they are made of: nothing that was not made is freed."""
    import nanoarrow._buffer as buffers
    refused = 0
    for arguments in ((), (None,), (object(), 1), (None, None, None), (1, 2, 3, 4)):
        for make in (buffers.NoneAwareWrapperIterator, buffers.CBuffer, buffers.CBufferView, buffers.CBufferBuilder):
            try:
                make(*arguments)
            except TypeError:
                refused += 1
    return refused >= 5


def freed():
    import gc

    import nanoarrow as na
    for _ in range(200):
        na.ArrayStream.from_path(os.path.join(DATA, "lz4.arrows")).read_next()
    gc.collect()
    return True


for name in ("plain", "zstd", "lz4"):
    check(f"{name}.arrows", lambda: foreign(name))
    check(f"{name}.arrows damaged", lambda: broken(name))
for thunk in (round_trip, copied_stream, through_a_file, python_errors_pass_through, arrays, schemas, refused_arguments, freed):
    check(thunk.__name__, thunk)

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
