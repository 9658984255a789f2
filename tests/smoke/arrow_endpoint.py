"""pylon_arrow and what was mended in nanoarrow: every type, honest failure, damaged and foreign input, kernels."""
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
import decimal
import io
import struct

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
END = b"\xff\xff\xff\xff\0\0\0\0"


def types(na):
    """(type, values): one column each."""
    day, moment = datetime.date(1969, 7, 20), datetime.datetime(2024, 2, 29, 1, 2, 3, 4)
    yield na.null(), [None, None]
    yield na.bool_(), [True, None, False]
    for kind in (na.int8, na.int16, na.int32, na.int64, na.uint8, na.uint16, na.uint32, na.uint64):
        yield kind(), [1, None, 100]
    for kind in (na.float16, na.float32, na.float64):
        yield kind(), [0.5, None, -2.0]
    for kind in (na.string, na.large_string, na.string_view):
        yield kind(), ["", "é", None, "longer than twelve bytes", "x" * 50]
    for kind in (na.binary, na.large_binary, na.binary_view):
        yield kind(), [b"", b"\0", None, b"longer than twelve bytes"]
    yield na.fixed_size_binary(3), [b"abc", None]
    for kind, digits in ((na.Type.DECIMAL32, 7), (na.Type.DECIMAL64, 15), (na.Type.DECIMAL128, 30), (na.Type.DECIMAL256, 70)):
        yield na.Schema(kind, precision=digits, scale=2), [decimal.Decimal("1.25"), None, decimal.Decimal("-1.25")]
    yield na.date32(), [day, None]
    yield na.date64(), [day, None]
    yield na.time32("ms"), [datetime.time(1, 2, 3), None]
    yield na.time64("us"), [datetime.time(1, 2, 3, 4), None]
    yield na.timestamp("us"), [moment, None]
    yield na.timestamp("us", "UTC"), [moment.replace(tzinfo=datetime.timezone.utc), None]
    yield na.duration("us"), [datetime.timedelta(microseconds=-5), None]
    yield na.interval_months(), [3, None]
    yield na.interval_day_time(), [(1, 2), None]
    yield na.interval_month_day_nano(), [(1, 2, 3), None]
    yield na.list_(na.string()), [["a", None], [], None, ["b"]]
    yield na.large_list(na.int8()), [[1], None, []]
    yield na.fixed_size_list(na.int8(), 2), [[1, 2], None, [3, None]]
    yield na.struct({"a": na.int8(), "b": na.list_(na.string())}), [{"a": 1, "b": ["x"]}, None, {"a": None, "b": None}]
    yield na.map_(na.string(), na.int32()), [[("k", 1), ("k", None)], []]
    yield na.dictionary(na.int8(), na.string()), ["a", "b", None, "a"]
    yield na.dictionary(na.int32(), na.struct({"x": na.int8()})), [{"x": 1}, None, {"x": 2}, {"x": 1}]


def stream(batches, schema=None, compression=None):
    import pylon_arrow
    out = io.BytesIO()
    with pylon_arrow.open_output(out, schema, compression=compression) as target:
        for batch in batches:
            target.write(batch)
    return out.getvalue()


def round_trip(compression):
    """Every type from Python, written, read, to Python; slices too."""
    import nanoarrow as na
    import pylon_arrow
    for kind, values in types(na):
        schema = na.struct({"c": kind})
        whole = pylon_arrow.from_columns({"c": values}, schema)
        for first, count in ((0, len(values)), (1, len(values) - 1), (0, 0)):
            data = stream([pylon_arrow.from_columns({"c": values}, schema), sliced(na, whole, first, count)], schema, compression)
            got = [pylon_arrow.to_columns(batch)["c"] for batch in pylon_arrow.open_input(data)]
            if got != [values, values[first:first + count]]:
                raise AssertionError(f"{kind}: {got}")
    return True


def writes(codec):
    """Whether this build has the codec's compressor: tiny has not zstd's."""
    import nanoarrow as na
    try:
        return bool(stream([], na.struct({"c": na.int8()}), codec))
    except NotImplementedError:
        return False


def sliced(na, array, first, count):
    return na.c_array_from_buffers(array.schema, count, [None], offset=first, children=[array.child(0)])


def whole():
    import pylon_arrow
    return stream([pylon_arrow.from_columns({"n": [n, n + 1], "s": ["a", None]}) for n in range(3)])


def refused(call, *words):
    """Whether call() raises an error whose text has all the words."""
    try:
        call()
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
        if all(word in text for word in words):
            return True
        raise AssertionError(text) from error
    return False


def read(data, **options):
    import pylon_arrow
    with pylon_arrow.open_input(data, **options) as source:
        return sum(len(batch) for batch in source)


def cuts():
    """A stream that is cut anywhere is an error, between its batches too."""
    data = whole()
    return read(data) == 6 and all(refused(lambda: read(data[:at]), "InputError") for at in range(0, len(data), 7)) \
        and refused(lambda: read(data[:-8]), "end marker") and read(data[:-8], require_end=False) == 6 \
        and refused(lambda: read(data + data), "follows") and read(data + data, require_end=False) == 6


def flips():
    """A flipped byte is an error, or as many rows; never a trap, never fewer rows."""
    good = whole()
    for at in range(len(good)):
        for mask in (0xFF, 0x01, 0x80):
            damaged = bytearray(good)
            damaged[at] ^= mask
            try:
                rows = read(bytes(damaged))
            except ValueError:
                continue
            if rows != 6:
                raise AssertionError(f"byte {at} xor {mask:#x}: {rows} rows")
    return True


def ipc_file(stream, padding=0):
    """A stream as an IPC file. Its footer: root, vtable (version, schema, dictionaries, batches), table, blocks, the schema message."""
    starts = [n for n in range(len(stream)) if stream[n:n + 4] == END[:4]]
    blocks = b"".join(struct.pack("<qi4xq", 8 + padding + start, end - start, 0) for start, end in zip(starts[1:], starts[2:]))
    schema = stream[8:starts[1]]
    table = struct.unpack_from("<I", schema)[0]
    header = table + struct.unpack_from("<H", schema, table - struct.unpack_from("<i", schema, table)[0] + 8)[0]
    at = 40 + len(blocks) + header + struct.unpack_from("<I", schema, header)[0]
    footer = struct.pack("<I6HihxxII4xI", 16, 12, 16, 4, 8, 0, 12, 12, 4, at - 24, 8, len(blocks) // 24) + blocks + schema
    return b"ARROW1" + bytes(2 + padding) + stream + footer + struct.pack("<i6s", len(footer), b"ARROW1")


def no_nulls():
    """None only where the schema has nulls; what a struct that is None has inside does not count. Names of fields that come twice."""
    import nanoarrow as na
    import pylon_arrow
    sure = na.int64(nullable=False)
    inner = na.struct({"s": na.struct({"x": sure})})
    values = {"s": [{"x": 1}, None]}
    twice = na.struct([na.Schema(na.Type.INT8, name="x"), na.Schema(na.Type.INT8, name="x")])
    return pylon_arrow.to_columns(na.Array(pylon_arrow.from_columns(values, inner))) == values \
        and refused(lambda: pylon_arrow.from_columns({"s": [{"x": None}]}, inner), "ValueError", "'x'") \
        and refused(lambda: pylon_arrow.from_columns({"c": [1, None]}, na.struct({"c": sure})), "ValueError", "'c'") \
        and refused(lambda: pylon_arrow.from_columns({"c": [[1, None]]}, na.struct({"c": na.list_(sure)})), "ValueError") \
        and refused(lambda: pylon_arrow.from_columns({"c": [{"x": 1}]}, na.struct({"c": twice})), "ValueError", "'x'")


def other_input():
    import nanoarrow as na
    import pylon_arrow
    for data, word in ((b"PAR1" + bytes(20), "Parquet"), (b'{"a": 1}\n' * 3, "JSON"), (b"[1, 2, 3, 4]", "JSON"), (b"id,name\n1,x\n", "CSV"),
                       (b"a\n1\n", "CSV"), (b"\x1f\x8b\x08" + bytes(20), "gzip"), (b"", "nothing")):
        if not refused(lambda: pylon_arrow.open_input(data), "InputError", word):
            return False
    file = ipc_file(whole())
    padded = ipc_file(whole(), 56)  # as arrow-rs does
    footer = len(file) - 10 - struct.unpack("<i", file[-10:-6])[0]
    two = file[:footer] + file[footer:].replace(struct.pack("<I", 3), struct.pack("<I", 2), 1)
    return read(file) == 6 and read(padded) == 6 and refused(lambda: na.ArrayStream.from_readable(file), "IPC file") \
        and all(refused(lambda: read(data), "footer") for data in (file[:-1], file[:footer], two, file[:8])) \
        and refused(lambda: na.ArrayStream.from_readable(b"id,name\n1,x\n"), "text")


def lengths():
    """Stated lengths are checked before they are used."""
    data = bytearray(whole())
    at = data.find(b"\xff\xff\xff\xff", 8)  # the first batch: its body's length is a 64-bit number in the metadata
    size = struct.unpack_from("<I", data, at + 4)[0]
    body = data.find(b"\xff\xff\xff\xff", at + 8) - at - 8 - size
    places = [n for n in range(at + 8, at + 8 + size, 4) if struct.unpack_from("<q", data, n)[0] == body]
    for place in places:
        for wrong in (-1, -body, 1 << 31, 1 << 40, (1 << 63) - 1, -(1 << 63)):
            damaged = bytearray(data)
            struct.pack_into("<q", damaged, place, wrong)
            if not refused(lambda: read(bytes(damaged)), "InputError"):
                return False
    return bool(places)


def nesting():
    import nanoarrow as na
    import pylon_arrow

    def deep(levels):
        schema = na.int8()
        for _ in range(levels):
            schema = na.list_(schema)
        return stream([], na.struct({"c": schema}))

    return read(deep(20)) == 0 and refused(lambda: read(deep(33)), "nested") and read(deep(33), max_depth=None) == 0 \
        and refused(lambda: read(deep(60), max_depth=None), "InputError")


def no_marker_after_a_failure():
    """Neither from pylon_arrow nor from nanoarrow's own StreamWriter."""
    import nanoarrow as na
    import pylon_arrow
    from nanoarrow.ipc import StreamWriter
    outs = []
    first = pylon_arrow.from_columns({"n": [1]})
    for wrong in (pylon_arrow.from_columns({"n": ["text"]}), pylon_arrow.from_columns({"m": [1]})):
        for writer in (pylon_arrow.open_output, StreamWriter.from_writable):
            out = io.BytesIO()

            def write():
                with writer(out) as target:
                    for batch in (first, wrong):
                        (target.write if hasattr(target, "write") else target.write_array)(batch)

            outs.append(refused(write, "rror") and not out.getvalue().endswith(END))
    out = io.BytesIO()

    def broken(batch):
        raise KeyError("broken")

    outs.append(refused(lambda: pylon_arrow.map_batches(broken, whole(), out), "broken") and not out.getvalue().endswith(END))
    na.c_array(first)
    return all(outs)


def program():
    """python -m pylon_arrow, by its main()."""
    import contextlib

    import pylon_arrow
    from pylon_arrow._program import main
    folder = "/tmp"
    paths = {name: os.path.join(folder, f"pylon_arrow_smoke.{name}") for name in ("py", "in", "out")}
    with open(paths["py"], "w") as file:
        file.write("from pylon_arrow import kernels\n\ndef double(batch):\n    return {'n': kernels.multiply(batch.child(0), 2)}\n\n"
                   "def upper(columns):\n    return {'s': [s and s.upper() for s in columns['s']]}\n\ndef fails(batch):\n    return 1 / 0\n")
    with open(paths["in"], "wb") as file:
        file.write(whole())
    run = ["--input", paths["in"], "--output", paths["out"]]
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors):
        codes = [main([paths["py"] + ":double", *run])]
        doubled = [pylon_arrow.to_columns(batch) for batch in pylon_arrow.open_input(paths["out"])]
        codes.append(main([paths["py"] + ":upper", "--as", "columns", "--compression", "lz4", *run]))
        upper = [pylon_arrow.to_columns(batch) for batch in pylon_arrow.open_input(paths["out"])]
        codes.append(main([paths["py"] + ":fails", *run]))
        failed = refused(lambda: read(paths["out"]), "InputError")
        codes.append(main([paths["py"] + ":double", *run, "--expect", paths["out"]]))
    for path in paths.values():
        os.remove(path)
    lines = errors.getvalue().splitlines()
    return codes[:3] == [0, 0, 1] and codes[3] in (1, 2) and failed and doubled == [{"n": [2 * n, 2 * n + 2]} for n in range(3)] \
        and upper == [{"s": ["A", None]}] * 3 and "ZeroDivisionError" in lines[0] and len(lines) == 2


def several_streams():
    import pylon_arrow
    return [sum(len(batch) for batch in source) for source in pylon_arrow.iter_inputs(whole() * 3)] == [6, 6, 6]


def kernels():
    import nanoarrow as na
    from pylon_arrow import kernels as k
    ints, floats = na.Array(na.c_array([1, None, 3, 4], na.int32())), na.Array(na.c_array([1.5, 2.5, None, 4.0], na.float64()))
    long = na.Array(na.c_array(range(5000), na.int64()))
    batch = na.Array(whole_batch(na))
    return (k.multiply(floats, 2).to_pylist() == [3.0, 5.0, None, 8.0] and k.add(ints, floats).to_pylist() == [2.5, None, None, 8.0]
            and k.subtract(10, ints).to_pylist() == [9, None, 7, 6] and k.divide(ints, 2).to_pylist() == [0.5, None, 1.5, 2.0]
            and k.less(ints, 3).to_pylist() == [True, None, False, False] and k.sum(ints) == 8 and k.min(floats) == 1.5
            and k.max(ints) == 4 and k.sum(long) == 12497500 and k.cast(ints, na.int8()).to_pylist() == [1, None, 3, 4]
            and k.multiply(long, 3).to_pylist() == [3 * n for n in range(5000)]
            and k.take(batch, [3, 0]).to_pylist() == [batch.to_pylist()[3], batch.to_pylist()[0]]
            and k.filter(batch, k.greater(batch.child(0), 1)).to_pylist() == batch.to_pylist()[2:]
            and refused(lambda: k.multiply(ints, 2**31), "OverflowError") and refused(lambda: k.cast(floats, na.int8()), "OverflowError")
            and refused(lambda: k.take(ints, [4]), "IndexError") and refused(lambda: k.add(ints, "x"), "TypeError"))


def promotion():
    """Of two types the one that holds both, and no value that it has not: uint64 goes together with no negative number."""
    import nanoarrow as na
    from pylon_arrow import kernels as k
    column = {kind: na.Array(na.c_array([1, None, 7], getattr(na, kind)())) for kind in (
        "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64")}
    for left, a in column.items():
        for right, b in column.items():
            if "uint64" in (left, right) and (left[0] == "i" or right[0] == "i"):
                if not refused(lambda: k.add(a, b), "TypeError", "uint64") or not refused(lambda: k.less(a, b), "TypeError", "uint64"):
                    return False
            elif k.add(a, b).to_pylist() != [2, None, 14] or k.less_equal(a, b).to_pylist() != [True, None, True]:
                raise AssertionError(f"{left} and {right}: {k.add(a, b)}")
        if k.add(a, 2).to_pylist() != [3, None, 9] or k.greater(7, a).to_pylist() != [True, None, False]:
            raise AssertionError(left)
    most = na.Array(na.c_array([2**64 - 1], na.uint64()))
    return k.add(column["int8"], column["int32"]).schema.type == na.Type.INT32 and k.add(column["uint8"], column["int8"]).schema.type == na.Type.INT64 \
        and k.equal(most, 2**64 - 1).to_pylist() == [True] and refused(lambda: k.add(most, 1), "OverflowError") \
        and refused(lambda: k.add(column["uint64"], -1), "OverflowError") and refused(lambda: k.less(column["uint64"], -1), "OverflowError") \
        and refused(lambda: k.add(column["int64"], 2**63), "OverflowError") and k.multiply(column["float64"], 2**70).to_pylist()[0] == 2.0**70


def whole_batch(na):
    import pylon_arrow
    return pylon_arrow.from_columns({"n": [0, 1, 2, 3], "s": ["a", None, "c", "d"], "l": [[1], [], None, [2, 3]],
                                     "t": [{"x": 1}, None, {"x": 2}, {"x": 3}]})


for compression in (None, "lz4"):
    check(f"every type, {compression or 'not compressed'}", lambda: round_trip(compression))
check("every type, zstd", lambda: round_trip("zstd"), requires=(("zstd's compressor", writes("zstd")),))
for thunk in (cuts, flips, no_nulls, other_input, lengths, nesting, no_marker_after_a_failure, several_streams, program, kernels, promotion):
    check(thunk.__name__.replace("_", " "), thunk)

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
