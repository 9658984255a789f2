"""Streams of every Arrow type, as pyarrow, polars and DuckDB write them: what the tests of the Arrow endpoint send.

    python streams.py [FILTER]      lists them: name and size in bytes

`streams()` yields (name, bytes): the name is CLIENT/TYPE/SHAPE/CODEC. The bytes are what the client writes with its defaults.
foreign.py has what must be an error.
"""
import base64
import datetime
import decimal
import fnmatch
import io
import json
import pathlib
import struct
import sys

import pyarrow as pa

ROWS = 7


def pyarrow_types():
    """(name, an array of ROWS values with nulls where the type has them)."""
    day = datetime.date(2024, 2, 29)
    moment = datetime.datetime(2024, 2, 29, 12, 30, 15, 250000)

    def nullable(values, kind):
        return pa.array([None if n % 3 == 2 else value for n, value in enumerate(values)], kind)

    numbers = [0, 1, 2, 100, 4, 5, 6]
    for kind in (pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()):
        yield str(kind), nullable(numbers, kind)
    for kind in (pa.float16(), pa.float32(), pa.float64()):
        yield str(kind), nullable([n / 4 for n in numbers], kind)
    yield "null", pa.nulls(ROWS)
    yield "bool", nullable([True, False] * 3 + [True], pa.bool_())
    texts = ["", "a", "é", "a text of more than twelve bytes", "b", "c" * 40, "d"]
    for kind in (pa.string(), pa.large_string(), pa.string_view()):
        yield str(kind), nullable(texts, kind)
    for kind in (pa.binary(), pa.large_binary(), pa.binary_view()):
        yield str(kind), nullable([text.encode() for text in texts], kind)
    yield "fixed_size_binary(3)", nullable([b"%03d" % n for n in numbers], pa.binary(3))
    yield "fixed_size_binary(0)", nullable([b""] * ROWS, pa.binary(0))
    amounts = [decimal.Decimal(n - 3).scaleb(-2) for n in range(ROWS)]
    for kind in (pa.decimal32(7, 2), pa.decimal64(15, 2), pa.decimal128(30, 2), pa.decimal256(70, 2)):
        yield str(kind), nullable(amounts, kind)
    yield "decimal128, negative scale", nullable([decimal.Decimal(n - 3) * 1000 for n in range(ROWS)], pa.decimal128(20, -3))
    yield "date32", nullable([day] * ROWS, pa.date32())
    yield "date64", nullable([day] * ROWS, pa.date64())
    for unit in ("s", "ms"):
        yield f"time32({unit})", nullable([datetime.time(1, 2, 3)] * ROWS, pa.time32(unit))
    for unit in ("us", "ns"):
        yield f"time64({unit})", nullable([datetime.time(1, 2, 3, 4)] * ROWS, pa.time64(unit))
    for unit in ("s", "ms", "us", "ns"):
        yield f"timestamp({unit})", nullable([moment.replace(microsecond=0)] * ROWS, pa.timestamp(unit))
        yield f"duration({unit})", nullable([datetime.timedelta(seconds=n - 3) for n in range(ROWS)], pa.duration(unit))
    for zone in ("UTC", "Europe/Vienna", "+05:30"):
        yield f"timestamp(us, {zone})", nullable([moment] * ROWS, pa.timestamp("us", zone))
    yield "month_day_nano_interval", nullable([pa.MonthDayNano([n, -n, 1000 * n]) for n in range(ROWS)], pa.month_day_nano_interval())
    lists = [[], [1], [2, None], [3, 4, 5], [6], [], [7]]
    for kind in (pa.list_(pa.int32()), pa.large_list(pa.int32()), pa.list_view(pa.int32()), pa.large_list_view(pa.int32())):
        yield str(kind), nullable(lists, kind)
    yield "list<string_view>", nullable([texts[:n] for n in range(ROWS)], pa.list_(pa.string_view()))
    yield "list<list<string>>", nullable([[texts[:n], [], None] for n in range(ROWS)], pa.list_(pa.list_(pa.string())))
    yield "fixed_size_list<int16>[2]", nullable([[n, None] for n in range(ROWS)], pa.list_(pa.int16(), 2))
    yield "struct", nullable([{"a": n, "b": texts[n]} for n in range(ROWS)], pa.struct({"a": pa.int8(), "b": pa.string()}))
    yield "struct without fields", pa.array([{}] * ROWS, pa.struct([]))
    yield "map", nullable([[(text, n) for n, text in enumerate(texts[:k])] for k in range(ROWS)], pa.map_(pa.string(), pa.int32()))
    yield "dictionary<string>", nullable([texts[n % 3] for n in range(ROWS)], pa.string()).dictionary_encode()
    yield "dictionary<int8, int64>", pa.DictionaryArray.from_arrays(pa.array([0, 1, None, 2, 1, 0, 2], pa.int8()), pa.array([10, 20, 30]))
    yield "dictionary<struct>", pa.DictionaryArray.from_arrays(
        pa.array([0, 1, None, 1, 1, 0, 1], pa.int16()), pa.array([{"x": 1, "y": "a"}, {"x": None, "y": "b"}]))
    yield "list<dictionary>", pa.ListArray.from_arrays(
        pa.array([0, 1, 1, 2, 4, 5, 6, 7], pa.int32()), pa.array(list("abcabca")).dictionary_encode())
    yield "dictionary in a dictionary's struct", pa.DictionaryArray.from_arrays(
        pa.array([0, 1, 2, 1, None, 0, 1], pa.int8()), pa.StructArray.from_arrays([pa.array(["u", "v", "u"]).dictionary_encode()], ["d"]))
    yield "run_end_encoded", pa.RunEndEncodedArray.from_arrays(pa.array([2, 3, 7], pa.int32()), pa.array(["x", None, "y"]))
    codes = pa.array([0, 1, 0, 1, 1, 0, 0], pa.int8())
    yield "sparse_union", pa.UnionArray.from_sparse(codes, [pa.array(range(ROWS)), pa.array(texts)])
    yield "dense_union", pa.UnionArray.from_dense(codes, pa.array([0, 0, 1, 1, 2, 2, 3], pa.int32()),
                                                  [pa.array(range(4)), pa.array(texts[:3])])
    yield "bool8", pa.array([1, 0, None, 1, 0, 1, None], pa.bool8())
    yield "json", pa.ExtensionArray.from_storage(pa.json_(), nullable(['{"a": 1}', "[]", "2"] * 2 + ["null"], pa.string()))
    yield "opaque", pa.ExtensionArray.from_storage(pa.opaque(pa.int32(), "a kind", "a vendor"), nullable(numbers, pa.int32()))
    yield "uuid", pa.array([bytes(range(n, n + 16)) for n in range(ROWS)], pa.uuid())


def shapes(array):
    """(name, the batches that one column makes)."""
    def batch(column):
        return pa.record_batch([column], ["c"])

    yield "rows", [batch(array)]
    yield "no rows", [batch(array[:0])]
    yield "no batch", []
    yield "slice", [batch(array[3:6])]
    yield "batches", [batch(array[:2]), batch(array[2:]), batch(array)]
    yield "in struct", [batch(pa.StructArray.from_arrays([array, pa.array(range(len(array)))], ["c", "n"]))]
    if not pa.types.is_run_end_encoded(array.type):
        yield "in list", [batch(pa.ListArray.from_arrays(pa.array([0, 2, 2, len(array)], pa.int32()), array))]


def written(schema, batches, codec=None, deltas=False, **options):
    """The stream as pyarrow writes it."""
    out = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(compression=codec, emit_dictionary_deltas=deltas, **options)
    with pa.ipc.new_stream(out, schema, options=options) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return out.getvalue()


def written_file(batches, codec=None):
    """The IPC file as pyarrow writes it."""
    out = io.BytesIO()
    with pa.ipc.new_file(out, batches[0].schema, options=pa.ipc.IpcWriteOptions(compression=codec)) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return out.getvalue()


def pyarrow_streams(file=None, codecs=(None, "zstd", "lz4")):
    for kind, array in pyarrow_types():
        if file not in (None, f"pyarrow/{kind}"):
            continue
        for shape, batches in shapes(array):
            schema = batches[0].schema if batches else pa.schema({"c": array.type})
            for codec in codecs:
                try:
                    yield f"pyarrow/{kind}/{shape}/{codec or 'none'}", written(schema, batches, codec)
                except pa.ArrowNotImplementedError:
                    pass  # what pyarrow cannot write nobody can send
    if file not in (None, "pyarrow/int64", "pyarrow/no columns"):
        return
    table = pa.record_batch({"c": pa.array(range(ROWS))})
    notes = table.replace_schema_metadata({b"note": b"before\0after", b"empty": b""})
    yield "pyarrow/int64/metadata/none", written(notes.schema, [notes])
    rows = pa.RecordBatch.from_struct_array(pa.array([{}] * ROWS, pa.struct([])))
    yield "pyarrow/no columns/rows/none", written(rows.schema, [rows])


def dictionary_streams(file=None):
    """Dictionaries that grow by deltas, and that are replaced; of most types."""
    for kind, array in pyarrow_types():
        if file not in (None, f"pyarrow/dictionary of {kind}"):
            continue
        if pa.types.is_dictionary(array.type) or isinstance(array.type, pa.BaseExtensionType):
            continue  # a field has room for one dictionary; pyarrow does not read back its own dictionaries of extension types
        batches = []
        for count in range(1, ROWS + 1, 2):
            indices = pa.array([None if n % 3 == 2 else n for n in range(count)], pa.int16())
            try:
                batches.append(pa.record_batch([pa.DictionaryArray.from_arrays(indices, array[:count])], ["c"]))
            except pa.ArrowException:
                break  # no dictionary of this type
        for name, deltas in (("deltas", True), ("replaced", False)):
            try:
                yield f"pyarrow/dictionary of {kind}/{name}/none", written(batches[0].schema, batches, deltas=deltas)
            except (pa.ArrowException, IndexError):
                pass


def special_streams():
    """What is rare and must come through all the same."""
    def one(name, column, **names):
        batch = pa.record_batch([column], [names.get("called", "c")])
        yield f"pyarrow/{name}/special/none", written(batch.schema, [batch])

    base = pa.record_batch({"c": pa.array([1, 2, 3])})
    twice = pa.RecordBatch.from_arrays([pa.array([1]), pa.array([2])], names=["c", "d"])
    yield "pyarrow/empty batches between/special/none", written(base.schema, [base[:0], base, base[:0], base])
    for codec in (None, "zstd", "lz4"):
        yield f"pyarrow/file/special/{codec}", written_file([base, base[:0], base], codec)
    yield "pyarrow/two columns/special/lz4", written(twice.schema, [twice], "lz4")
    yield "pyarrow/3000 columns/special/none", written((wide := pa.RecordBatch.from_arrays(
        [pa.array([n]) for n in range(3000)], names=[str(n) for n in range(3000)])).schema, [wide])
    yield from one("name of 100 kB", pa.array([1]), called="n" * 100_000)
    yield from one("no name", pa.array([1]), called="")
    deep = pa.int8()
    for _ in range(25):
        deep = pa.list_(deep)
    value = 1
    for _ in range(25):
        value = [value, None] if isinstance(value, int) else [value]
    yield from one("25 lists", pa.array([None, value], deep))
    yield from one("string_view in 300 buffers", pa.concat_arrays([pa.array(["x" * 100 + str(n)], pa.string_view()) for n in range(300)]))
    yield from one("list_view out of order", pa.ListViewArray.from_arrays(pa.array([4, 0, 2], pa.int32()), pa.array([1, 3, 2], pa.int32()), pa.array(range(5))))
    for name, values in (("bool", pa.array([True, True])), ("fixed_size_list", pa.array([[True, False], None], pa.list_(pa.bool_(), 2)))):
        nothing = pa.ListViewArray.from_arrays(pa.array([0, 1, 0], pa.int32()), pa.array([0, 0, 2], pa.int32()), values)
        yield from one(f"list_view of no {name}", nothing)
    yield from one("fixed_size_list[0]", pa.array([[], None, []], pa.list_(pa.int8(), 0)))
    yield from one("list<null>", pa.array([[None, None], None, []], pa.list_(pa.null())))
    yield from one("map of maps", pa.array([[("a", [("b", 1)])], None], pa.map_(pa.string(), pa.map_(pa.string(), pa.int8()))))
    for kind in (pa.int16(), pa.int64()):
        yield from one(f"runs by {kind}", pa.RunEndEncodedArray.from_arrays(pa.array([2, 5], kind), pa.array([1.5, None])))
    yield from one("runs, sliced", pa.RunEndEncodedArray.from_arrays(pa.array([2, 5, 9], pa.int32()), pa.array(["a", None, "b"]))[1:6])
    zeros = pa.array([0.0, -0.0, float("nan")])  # with a NaN pyarrow compares what they print
    yield from one("dictionary of zeros", pa.DictionaryArray.from_arrays(pa.array([0, 1, 2], pa.int8()), zeros))
    yield from one("runs of zeros", pa.RunEndEncodedArray.from_arrays(pa.array([1, 2, 3]), zeros))
    lists = pa.ListArray.from_arrays(pa.array(range(4), pa.int32()), zeros)
    yield from one("runs of lists of zeros", pa.RunEndEncodedArray.from_arrays(pa.array([1, 2, 3]), lists))
    yield from one("dictionary by uint64", pa.DictionaryArray.from_arrays(pa.array([1, 0], pa.uint64()), pa.array(["a", "b"])))
    words = pa.array(["a", "b", "a"]).dictionary_encode()
    sure = pa.schema([pa.field("c", words.type, nullable=False), pa.field("d", pa.struct([pa.field("e", words.type, nullable=False)]))])
    yield "pyarrow/dictionary that is not null/special/none", written(sure, [pa.record_batch([words, pa.StructArray.from_arrays([words], fields=list(sure[1].type))], schema=sure)])
    parts = pa.struct([pa.field("n", pa.int64(), nullable=False), pa.field("s", pa.string(), nullable=False), pa.field("b", pa.bool_(), nullable=False)])
    yield from one("struct of what is not null", pa.array([{"n": 1, "s": "a", "b": True}, None], parts))
    yield from one("map of dictionaries", pa.MapArray.from_arrays([0, 1, 3], words, words))
    yield from one("dictionary of nothing", pa.DictionaryArray.from_arrays(pa.array([None], pa.int8()), pa.array([], pa.string())))
    behind = {  # no rows: one offset, which is not 0, and of what is before it nothing is sent
        "list": pa.ListArray.from_arrays(pa.array([2], pa.int32()), pa.array([1, 2, 3])),
        "large_list": pa.LargeListArray.from_arrays(pa.array([2], pa.int64()), pa.array([1, 2, 3])),
        "map": pa.MapArray.from_arrays(pa.array([2], pa.int32()), pa.array(["a", "b", "c"]), pa.array([1, 2, 3])),
        "string": pa.Array.from_buffers(pa.string(), 0, [None, pa.py_buffer(struct.pack("<i", 2)), pa.py_buffer(b"abc")]),
    }
    for kind, none in behind.items():
        yield from one(f"{kind} of no rows that do not begin at 0", none)
        yield from one(f"list of {kind} of no rows that do not begin at 0", pa.ListArray.from_arrays(pa.array([0, 0], pa.int32()), none))
    alike = {  # what several members take, of which one is right
        "numbers": ([decimal.Decimal(1), 1, True, 1.0], [pa.decimal128(9, 0), pa.int64(), pa.bool_(), pa.float64()]),
        "times": ([datetime.datetime(1970, 1, 2), datetime.date(1970, 1, 2), 1], [pa.timestamp("us"), pa.date32(), pa.int32()]),
        "structs": ([{}, {"b": 1.5}, {"a": 1}], [pa.struct([]), pa.struct({"b": pa.float64()}), pa.struct({"a": pa.int8()})]),
        "sequences": ([[97], b"a", [1.0], {"a": 1}], [pa.list_(pa.int64()), pa.binary(), pa.list_(pa.float64()), pa.struct({"a": pa.int8()})]),
    }
    for name, (values, kinds) in alike.items():
        codes = pa.array(range(len(values)), pa.int8())
        members = [pa.array([value], kind) for value, kind in zip(values, kinds)]
        yield from one(f"union of {name}", pa.UnionArray.from_dense(codes, pa.array([0] * len(values), pa.int32()), members))
        yield from one(f"union of {name}, the other way round", pa.UnionArray.from_dense(
            pa.array(reversed(range(len(values))), pa.int8()), pa.array([0] * len(values), pa.int32()), members[::-1]))
    for digits, kind in ((9, pa.decimal32), (18, pa.decimal64), (38, pa.decimal128), (76, pa.decimal256)):
        most = decimal.Decimal("9" * digits + f"E-{digits // 2}")
        with decimal.localcontext(decimal.Context(prec=100)):
            yield from one(f"largest of {digits} digits", pa.array([most, -most, None], kind(digits, digits // 2)))
    yield from one("year 1 and 9999", pa.array([-62135596800, 253402300799], pa.timestamp("s")))
    yield from one("dates 1 and 9999", pa.array([-719162, 2932896, -1, 0, 11016, None], pa.int32()).cast(pa.date32()))
    yield from one("times before 1970", pa.array([-1, -999_999, -1_000_000, -86_400_000_001], pa.timestamp("us")))
    yield from one("duration of 292 years", pa.array([2**63 - 1, -(2**63)], pa.duration("us")))
    # Arrow Java's int8 column without rows, with lz4: its buffers are a length of 0 alone
    yield "java/int8/no bytes in lz4/none", base64.b64decode(
        "//////AAAAAQAAAAAAAKAA4ABgANAAgACgAAAAAABAAQAAAAAAEKAAwAAAAIAAQACgAAAAgAAAA0AAAAAQAAAAQAAACc////CAAAABQAAAAKAAAAd2l0aCBh"
        "biDDqQAABAAAAG5vdGUAAAAAAQAAABgAAAAAABIAGAAUABMAEgAMAAAACAAEABIAAAAUAAAASAAAAFAAAAAAAAIBVAAAAAEAAAAMAAAACAAMAAgABAAIAAAA"
        "CAAAABQAAAAKAAAAd2l0aCBhbiDDqQAABAAAAG5vdGUAAAAAAAAAAAgADAAIAAcACAAAAAAAAAEIAAAAAQAAAGMAAAD/////kAAAABQAAAAAAAAADAAcABIA"
        "GwAUAAQADAAAABAAAAAAAAAAAAAAAAAABAAUAAAAAAAAAwwAEAAAAAwACAAEAAwAAAAQAAAAEAAAADQAAAAEAAQABAAAAAIAAAAAAAAAAAAAAAgAAAAAAAAA"
        "CAAAAAAAAAAIAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD/////AAAAAA==")
    for options in ({"metadata_version": pa.ipc.MetadataVersion.V4}, {"metadata_version": pa.ipc.MetadataVersion.V4, "use_legacy_format": True}):
        yield f"pyarrow/V4{' legacy' * (len(options) - 1)}/special/none", written(base.schema, [base], **options)


def polars_streams():
    """Empty where polars is not installed."""
    try:
        import polars as pl
    except ImportError:
        return
    frame = pl.DataFrame({
        "s": ["a", None, "a text of more than twelve bytes"], "b": [b"x", None, b"y" * 20], "i": [1, None, 3],
        "l": [["p"], [], None], "t": [datetime.datetime(2024, 1, 2), None, datetime.datetime(1969, 1, 1)],
        "d": [decimal.Decimal("-1.25"), None, decimal.Decimal("3.50")], "st": [{"k": "v"}, None, {"k": "w" * 30}],
        "c": ["red", None, "blue"], "e": ["x", "y", None],
    }, schema_overrides={"c": pl.Categorical, "e": pl.Enum(["x", "y"]), "d": pl.Decimal(10, 2)})
    for codec in ("uncompressed", "zstd", "lz4"):
        for name, level in (("default", None), ("oldest", pl.CompatLevel.oldest())):
            for column in frame.columns:
                out = io.BytesIO()
                frame.select(column).write_ipc_stream(out, compression=codec, compat_level=level)
                yield f"polars/{column}/{name}/{codec}", out.getvalue()
        for name, some in (("rows", frame), ("no rows", frame.head(0))):
            out = io.BytesIO()
            some.write_ipc(out, compression=codec)  # a file, whose schema polars does not frame as a message
            yield f"polars/file/{name}/{codec}", out.getvalue()


def duckdb_streams():
    """Empty where DuckDB is not installed."""
    try:
        import duckdb
    except ImportError:
        return
    for name, text in {
        "ENUM": "'b'::ENUM('a', 'b')", "MAP": "MAP{'k': 1, 'l': NULL}", "DECIMAL": "-1.25::DECIMAL(9, 2)", "LIST": "[1, NULL, 3]",
        "STRUCT": "{'a': 1, 'b': 'x'}", "UUID": "'00112233-4455-6677-8899-aabbccddeeff'::UUID", "UNION": "union_value(n := 1)",
        "BLOB": "'x'::BLOB", "BIT": "'101'::BIT", "TIME": "TIME '01:02:03'", "DATE": "DATE '2024-02-29'", "INTERVAL": "INTERVAL 3 DAYS",
        "TIMESTAMP_NS": "TIMESTAMP_NS '2024-02-29 01:02:03'", "ARRAY": "[1, 2]::INTEGER[2]", "VARCHAR": "'text'", "BOOLEAN": "true",
    }.items():
        reader = duckdb.sql(f"SELECT {text} AS c UNION ALL SELECT NULL AS c UNION ALL SELECT {text} AS c").to_arrow_reader(100)
        yield f"duckdb/{name}/rows/none", written(reader.schema, list(reader))


def other_streams():
    """What others/others.py has left in build/arrow-streams, but for what others/known.json says; empty unless it was run.

    There " pyarrow" behind a case says that pyarrow, who judges here, cannot read it; " values", that the client alone finds what comes
    through Python values different.
    """
    here = pathlib.Path(__file__).parent
    known = json.loads((here / "others/known.json").read_text("utf-8"))
    folder = here.parents[1] / "build/arrow-streams"
    for path in sorted(folder.glob("*/*/*/*.arrows")):
        name = str(path.relative_to(folder).with_suffix(""))
        if not any(fnmatch.fnmatchcase(name, case.removesuffix(" pyarrow")) for case in known):
            yield name, path.read_bytes()


def files():
    """What the streams are grouped in, CLIENT/TYPE; without making the many of pyarrow's types."""
    few = (dictionary_streams(), special_streams(), polars_streams(), duckdb_streams(), other_streams())
    return {f"pyarrow/{kind}" for kind, _ in pyarrow_types()} | {"pyarrow/no columns"} | {
        name.rsplit("/", 2)[0] for made in few for name, _ in made}


def streams(file=None):
    """All, or those of one file: CLIENT/TYPE."""
    for made in (pyarrow_streams(file), dictionary_streams(file), special_streams(), polars_streams(), duckdb_streams(), other_streams()):
        for name, data in made:
            if file in (None, name.rsplit("/", 2)[0]):
                yield name, data


if __name__ == "__main__":
    for name, data in streams():
        if len(sys.argv) < 2 or sys.argv[1] in name:
            print(name, len(data))
