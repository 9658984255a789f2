"""Arrow arrays made of NumPy's and NumPy's of Arrow's, with as little copying as both allow."""
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

TYPES = {"int8": "i1", "uint8": "u1", "int16": "i2", "uint16": "u2", "int32": "i4", "uint32": "u4", "int64": "i8", "uint64": "u8",
         "float16": "f2", "float32": "f4", "float64": "f8"}


def to_arrow(name):
    import nanoarrow as na
    import numpy as np
    values = np.arange(5, dtype=TYPES[name])
    array = na.Array(values)
    return array.schema.type.name == name.replace("float16", "half_float").replace("float32", "float").replace("float64", "double").upper() \
        and array.to_pylist() == values.tolist()


def to_numpy(name):
    import nanoarrow as na
    import numpy as np
    array = na.array([0, 1, 2, 3], getattr(na, name)())
    values = np.asarray(na.c_array(array).view().buffer(1))
    return values.dtype == np.dtype(TYPES[name]) and values.tolist() == [0, 1, 2, 3]


def no_copy():
    import nanoarrow as na
    import numpy as np
    values = np.arange(1000.0)
    shared = np.asarray(na.c_array(values).view().buffer(1))
    values[7] = -1
    return shared[7] == -1


def outlives_its_source():
    import gc

    import nanoarrow as na
    import numpy as np
    arrays = [na.Array(np.full(10000, n)) for n in range(20)]
    views = [np.asarray(na.c_array(array).view().buffer(1)) for array in arrays]
    del arrays
    gc.collect()
    return [int(view.sum()) for view in views] == [n * 10000 for n in range(20)]


def chunks_from_a_stream():
    import nanoarrow as na
    import numpy as np
    name = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "zstd.arrows")
    halves = []
    with na.ArrayStream.from_path(name) as stream:
        for chunk in stream:
            halves.append(np.asarray(na.c_array(chunk).view().child(2).buffer(1)).copy())
    return np.concatenate(halves).tolist() == [n / 2 for n in range(600)]


def ipc_of_numpy_columns():
    import io

    import nanoarrow as na
    import numpy as np
    from nanoarrow.ipc import StreamWriter
    x, y = np.linspace(0, 1, 100), np.arange(100, dtype="i4")
    schema = na.struct({"x": na.float64(), "y": na.int32()})
    batch = na.c_array_from_buffers(schema, 100, [None], children=[na.c_array(x), na.c_array(y)])
    out = io.BytesIO()
    with StreamWriter.from_writable(out) as writer:
        writer.write_array(batch)
    back = na.ArrayStream.from_readable(io.BytesIO(out.getvalue())).read_next()
    return back.to_pylist() == [{"x": a, "y": b} for a, b in zip(x.tolist(), y.tolist())]


def dlpack():
    import nanoarrow as na
    import numpy as np
    return np.from_dlpack(na.c_array([1, 2, 3], na.int64()).view().buffer(1)).tolist() == [1, 2, 3]


def booleans():
    import nanoarrow as na
    import numpy as np
    bits = na.c_array([True, False, None, True], na.bool_()).view().buffer(1)
    return np.array(list(bits.elements()))[:2].tolist() == [True, False] and np.unpackbits(np.frombuffer(bits, "u1"), bitorder="little")[3] == 1


for name in TYPES:
    check(f"NumPy to Arrow: {name}", lambda: to_arrow(name), requires=(_NUMPY,))
    check(f"Arrow to NumPy: {name}", lambda: to_numpy(name), requires=(_NUMPY,))
for thunk in (no_copy, outlives_its_source, chunks_from_a_stream, ipc_of_numpy_columns, dlpack, booleans):
    check(thunk.__name__, thunk, requires=(_NUMPY,))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
