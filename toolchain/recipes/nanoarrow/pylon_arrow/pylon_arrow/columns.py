"""Between batches and plain Python lists: `to_columns`, `from_columns`, and `build` for one column of any Arrow type.

| Arrow | Python |
|---|---|
| null, bool, integers, floats | None, bool, int, float |
| strings, binaries, views of them | str, bytes |
| decimals | decimal.Decimal |
| date, time, timestamp, duration | datetime.date, .time, .datetime (aware with a time zone), .timedelta; whole numbers of units are taken too |
| intervals | int (months), (days, milliseconds), (months, days, nanoseconds) |
| lists of all kinds, map | list; list of (key, value) |
| struct | dict by name |
| union | the value of the member that takes it |
| dictionary, run-end encoded | the values |
| extension types | their storage's values |
"""
import array
import datetime
import decimal
import struct
import warnings

import nanoarrow as na
from nanoarrow.c_array import CArray
from nanoarrow.c_schema import c_schema_view

_DAY = datetime.date(1970, 1, 1)
_MOMENT = datetime.datetime(1970, 1, 1)
_MOMENT_UTC = _MOMENT.replace(tzinfo=datetime.timezone.utc)
_INDEX_CODES = {"c": "b", "C": "B", "s": "h", "S": "H", "i": "i", "I": "I", "l": "q", "L": "Q"}
_NANOSECONDS = {"s": 10**9, "ms": 10**6, "us": 1000, "ns": 1}


# ---- To Python

def to_columns(batch):
    """name -> list of Python values, for a batch (struct type). ValueError for two columns of one name: a dict has room for one."""
    batch = na.Array(batch) if not isinstance(batch, na.Array) else batch
    columns = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extension types are given as their storage, which the table above says
        for n, field in enumerate(batch.schema.fields):
            if field.name in columns:
                raise ValueError(f"two columns are called '{field.name}': take them by number, with batch.child(n)")
            columns[field.name] = batch.child(n).to_pylist()
    return columns


# ---- From Python

def _bits(flags):
    """A bitmap of booleans, Arrow's way."""
    out = bytearray((len(flags) + 7) // 8)
    for n, flag in enumerate(flags):
        if flag:
            out[n >> 3] |= 1 << (n & 7)
    return out


def _validity(values):
    flags = [value is not None for value in values]
    return None if all(flags) else _bits(flags)


def _refuse_nulls(values, schema):
    """ValueError for None where the schema says that there is none."""
    view = c_schema_view(schema)
    if not view.nullable and view.type != "na" and any(value is None for value in values):
        raise ValueError(f"None in '{schema.name or ''}', which has no nulls")


def _fixed(schema, values, code, convert, empty=0):
    data = array.array(code, [empty if value is None else convert(value) for value in values])
    return na.c_array_from_buffers(schema, len(values), [_validity(values), data])


def _packed(schema, values, layout, convert):
    empty = bytes(struct.calcsize(layout))
    data = b"".join(empty if value is None else struct.pack(layout, *convert(value)) for value in values)
    return na.c_array_from_buffers(schema, len(values), [_validity(values), data])


def _build_decimal(values, schema, view):
    width = {"decimal32": 4, "decimal64": 8, "decimal128": 16, "decimal256": 32}[view.type]
    context = decimal.Context(prec=100, traps=[decimal.Inexact, decimal.InvalidOperation])
    most = 10 ** view.decimal_precision

    def unscaled(value):
        try:
            scaled = decimal.Decimal(value).scaleb(view.decimal_scale, context)
            number = int(scaled.to_integral_exact(context=context))
        except (decimal.Inexact, decimal.InvalidOperation, ValueError, OverflowError):
            raise ValueError(f"{value} has no exact value with scale {view.decimal_scale}") from None
        if not -most < number < most:
            raise ValueError(f"{value} has more than {view.decimal_precision} digits")
        return number.to_bytes(width, "little", signed=True)

    data = b"".join(bytes(width) if value is None else unscaled(value) for value in values)
    return na.c_array_from_buffers(schema, len(values), [_validity(values), data])


def _exactly(nanoseconds, unit, value):
    number, rest = divmod(nanoseconds, _NANOSECONDS[unit])
    if rest:
        raise ValueError(f"{value} has no exact value in {unit}")
    return number


def _delta_nanoseconds(delta):
    return ((delta.days * 86400 + delta.seconds) * 10**6 + delta.microseconds) * 1000


def _build_times(values, schema, view):
    kind, unit = view.type, view.time_unit

    def convert(value):
        if isinstance(value, int):
            return value
        if kind == "duration":
            return _exactly(_delta_nanoseconds(value), unit, value)
        if kind in ("time32", "time64"):
            seconds = (value.hour * 60 + value.minute) * 60 + value.second
            return _exactly((seconds * 10**6 + value.microsecond) * 1000, unit, value)
        if (value.tzinfo is None) != (not view.timezone):
            raise ValueError(f"{value} {'needs' if view.timezone else 'must not have'} a time zone in a column of this type")
        return _exactly(_delta_nanoseconds(value - (_MOMENT_UTC if view.timezone else _MOMENT)), unit, value)

    return _fixed(schema, values, "i" if kind == "time32" else "q", convert)


def _build_date(values, schema, view):
    def days(value):
        if isinstance(value, int):
            return value
        if isinstance(value, datetime.datetime):
            raise ValueError(f"{value} is no date: take its date()")
        return (value - _DAY).days * (1 if view.type == "date32" else 86_400_000)

    return _fixed(schema, values, "i" if view.type == "date32" else "q", days)


def _build_fixed_binary(values, schema, view):
    def exact(value):
        data = bytes(getattr(value, "bytes", value))  # uuid.UUID has its 16 bytes there
        if len(data) != view.fixed_size:
            raise ValueError(f"{value!r} has {len(data)} bytes instead of {view.fixed_size}")
        return data

    data = b"".join(bytes(view.fixed_size) if value is None else exact(value) for value in values)
    return na.c_array_from_buffers(schema, len(values), [_validity(values), data])


def _build_list(values, schema, view):
    code = "q" if view.type.startswith("large") else "i"
    flat, offsets, sizes = [], array.array(code), array.array(code)
    for value in values:
        offsets.append(len(flat))
        items = () if value is None else value.items() if isinstance(value, dict) else value
        flat.extend(items)
        sizes.append(len(flat) - offsets[-1])
    _refuse_nulls(flat, schema.child(0))
    if view.type == "map":
        entries = schema.child(0)
        child = na.c_array_from_buffers(entries, len(flat), [None], children=[
            build([entry[part] for entry in flat], entries.child(part)) for part in (0, 1)])
    else:
        child = build(flat, schema.child(0))
    if view.type.endswith("view"):
        buffers = [_validity(values), offsets, sizes]
    else:
        offsets.append(len(flat))
        buffers = [_validity(values), offsets]
    return na.c_array_from_buffers(schema, len(values), buffers, children=[child])


def _build_fixed_list(values, schema, view):
    flat = []
    for value in values:
        items = [None] * view.fixed_size if value is None else list(value)
        if len(items) != view.fixed_size:
            raise ValueError(f"a list of {len(items)} elements instead of {view.fixed_size}")
        flat.extend(items)
    return na.c_array_from_buffers(schema, len(values), [_validity(values)], children=[build(flat, schema.child(0))])


def _build_struct(values, schema, view):
    names = [child.name for child in schema.children]
    twice = next((name for n, name in enumerate(names) if name in names[:n]), None)
    if twice is not None and any(isinstance(value, dict) for value in values):
        raise ValueError(f"two fields of the struct are called '{twice}': a dict has room for one, give tuples")
    for value in values:
        unknown = set(value or ()).difference(names) if isinstance(value, dict) else ()
        if unknown:
            raise ValueError(f"the struct has no field '{sorted(unknown)[0]}'; it has {', '.join(names)}")
    children = []
    for n, name in enumerate(names):
        column = [None if value is None else value.get(name) if isinstance(value, dict) else value[n] for value in values]
        _refuse_nulls((item for item, value in zip(column, values) if value is not None), schema.child(n))
        children.append(build(column, schema.child(n)))
    return na.c_array_from_buffers(schema, len(values), [_validity(values)], children=children)


_INTEGERS = {f"{sign}int{bits}": int for sign in ("", "u") for bits in (8, 16, 32, 64)}
_EXACT = {"bool": bool, "half_float": float, "float": float, "double": float, **_INTEGERS}  # 1 is no bool, and True no int
_GIVEN_AS = {  # what `to_columns` makes of a type
    **_EXACT, "date32": datetime.date, "date64": datetime.date, "timestamp": datetime.datetime, "duration": datetime.timedelta, "struct": dict,
    "interval_months": int, "interval_day_time": tuple, "interval_month_day_nano": tuple,
    **dict.fromkeys(("decimal32", "decimal64", "decimal128", "decimal256"), decimal.Decimal),
    **dict.fromkeys(("time32", "time64"), datetime.time),
    **dict.fromkeys(("string", "large_string", "string_view"), str),
    **dict.fromkeys(("binary", "large_binary", "binary_view", "fixed_size_binary"), bytes),
    **dict.fromkeys(("list", "large_list", "list_view", "large_list_view", "fixed_size_list", "map"), list),
}


def _kind(schema):
    view = c_schema_view(schema)
    return "bool" if view.extension_name == "arrow.bool8" else view.type


def _takes(schema, value):
    try:
        return build([value], schema).length == 1 and type(value) is _EXACT.get(_kind(schema), type(value))
    except Exception:
        return False


def _is_given_as(schema, value):
    """Whether `to_columns` may have made a value of this type: a Decimal of no integer, and 1 of no timestamp."""
    if schema.dictionary is not None:
        return _is_given_as(schema.dictionary, value)
    kind = _kind(schema)
    if kind == "run_end_encoded":
        return _is_given_as(schema.child(1), value)
    if kind.endswith("union"):
        return any(_is_given_as(child, value) for child in schema.children)
    if value is None:
        return True
    if type(value) is not _GIVEN_AS.get(kind):
        return False
    if kind == "struct":
        return value.keys() == {child.name for child in schema.children} and all(_is_given_as(child, value[child.name]) for child in schema.children)
    if kind == "map":
        parts = schema.child(0).children
        return all(type(entry) is tuple and all(map(_is_given_as, parts, entry)) for entry in value)
    return type(value) is not list or all(_is_given_as(schema.child(0), item) for item in value)


def _member(schema, value):
    """The number of a union's member for a value: the first that gives such values, or else the first that takes it; None for none."""
    if value is None:
        return 0
    taking = [n for n, child in enumerate(schema.children) if _takes(child, value)]
    return next((n for n in taking if _is_given_as(schema.child(n), value)), taking[0] if taking else None)


def _build_union(values, schema, view):
    codes = [int(code) for code in schema.format[4:].split(",") if code]
    members = [[] for _ in codes]
    is_dense = view.type == "dense_union"
    type_ids, offsets = array.array("b"), array.array("i")
    for value in values:
        which = _member(schema, value)
        if which is None:
            raise ValueError(f"no member of the union takes {value!r}")
        type_ids.append(codes[which])
        offsets.append(len(members[which]))
        for n, member in enumerate(members):
            if n == which or not is_dense:
                member.append(value if n == which else None)
    children = [build(member, schema.child(n)) for n, member in enumerate(members)]
    buffers = [type_ids, offsets] if is_dense else [type_ids]
    return na.c_array_from_buffers(schema, len(values), buffers, null_count=0, children=children)


def _identity(value):
    """What tells values apart that Python finds equal: 0.0 and -0.0, 1 and True, in lists too."""
    return type(value), repr(value) if isinstance(value, (float, tuple)) or not value.__hash__ else value


def _build_dictionary(values, schema, view):
    places, indices, distinct = {}, array.array(_INDEX_CODES[schema.format]), []
    for value in values:
        if value is None:
            indices.append(0)
            continue
        key = _identity(value)
        if key not in places:
            places[key] = len(distinct)
            distinct.append(value)
        indices.append(places[key])
    return na.c_array_from_buffers(schema, len(values), [_validity(values), indices], dictionary=build(distinct, schema.dictionary))


def _build_runs(values, schema, view):
    ends, heads, last = [], [], None
    for n, value in enumerate(values):
        if heads and _identity(value) == last:
            ends[-1] = n + 1
        else:
            ends.append(n + 1)
            heads.append(value)
            last = _identity(value)
    children = [build(ends, schema.child(0)), build(heads, schema.child(1))]
    return na.c_array_from_buffers(schema, len(values), [], null_count=0, children=children)


def _build_null(values, schema, view):
    for value in values:
        if value is not None:
            raise ValueError(f"{value!r} in a column of nulls")
    return na.c_array_from_buffers(schema, len(values), [], null_count=len(values))


_BUILDERS = {
    "na": _build_null, "date32": _build_date, "date64": _build_date, "time32": _build_times, "time64": _build_times,
    "timestamp": _build_times, "duration": _build_times, "fixed_size_binary": _build_fixed_binary,
    "decimal32": _build_decimal, "decimal64": _build_decimal, "decimal128": _build_decimal, "decimal256": _build_decimal,
    "list": _build_list, "large_list": _build_list, "list_view": _build_list, "large_list_view": _build_list, "map": _build_list,
    "fixed_size_list": _build_fixed_list, "struct": _build_struct, "dense_union": _build_union, "sparse_union": _build_union,
    "dictionary": _build_dictionary, "run_end_encoded": _build_runs,
    "half_float": lambda values, schema, view: _packed(schema, values, "e", lambda value: (value,)),
    "interval_months": lambda values, schema, view: _fixed(schema, values, "i", int),
    "interval_day_time": lambda values, schema, view: _packed(schema, values, "ii", tuple),
    "interval_month_day_nano": lambda values, schema, view: _packed(schema, values, "iiq", tuple),
}


def build(values, schema):
    """One column (nanoarrow CArray) of `values`, a sequence of Python values with None for nulls, of a type (schema-like).

    ValueError, TypeError or OverflowError for a value that the type has not exactly.
    """
    schema = na.c_schema(schema)
    view = c_schema_view(schema)
    values = values if isinstance(values, (list, tuple)) else list(values)
    kind = "dictionary" if schema.dictionary is not None else view.type
    builder = _BUILDERS.get(kind)
    if builder is not None:
        return builder(values, schema, view)
    if kind in ("string", "large_string", "string_view"):
        wrong = next((value for value in values if value is not None and not isinstance(value, str)), None)
        if wrong is not None:
            raise TypeError(f"{wrong!r} is no str")
    # nanoarrow builds no extension types that it does not know, and no nulls of a struct's children that have none themselves
    storage = na.c_array(values, schema.modify(metadata={}, nullable=True))
    return CArray(storage, storage._addr(), schema)


def infer_schema(values):
    """The type (nanoarrow.Schema) that holds Python values: of the first that is not None; ints and floats together are float64."""
    some = [value for value in values if value is not None]
    if not some:
        return na.null()
    first = some[0]
    kinds = {type(value) for value in some}
    if kinds == {int, float}:
        return na.float64()
    if len(kinds) > 1 and not all(isinstance(value, type(first)) for value in some):
        raise TypeError(f"values of {' and '.join(sorted(kind.__name__ for kind in kinds))} in one column: give a schema")
    simple = {bool: na.bool_, int: na.int64, float: na.float64, str: na.string, bytes: na.binary, datetime.date: na.date32}
    if type(first) in simple:
        return simple[type(first)]()
    if isinstance(first, decimal.Decimal):
        scale = max(-value.as_tuple().exponent for value in some)
        return na.decimal128(38, max(scale, 0))
    if isinstance(first, datetime.datetime):
        return na.timestamp("us", "UTC" if first.tzinfo else None)
    if isinstance(first, datetime.time):
        return na.time64("us")
    if isinstance(first, datetime.timedelta):
        return na.duration("us")
    if isinstance(first, dict):
        return na.struct({name: infer_schema([value.get(name) for value in some]) for name in first})
    if isinstance(first, (list, tuple)):
        return na.list_(infer_schema([item for value in some for item in value]))
    raise TypeError(f"no Arrow type is known for {type(first).__name__}: give a schema")


def _column(values, schema, like):
    if hasattr(values, "__arrow_c_array__"):
        return na.c_array(values)
    if schema is not None:
        values = values if isinstance(values, (list, tuple)) else list(values)
        _refuse_nulls(values, schema)
        return build(values, schema)
    try:
        memoryview(values)
    except TypeError:
        pass
    else:  # NumPy arrays, array.array: their buffer as it is
        if getattr(values, "dtype", None) is not None and values.dtype.kind == "b":
            return build(values.tolist(), na.bool_())
        return na.c_array(values)
    values = list(values)
    if like is not None:
        try:
            return build(values, like)
        except (TypeError, ValueError, OverflowError):
            pass  # the function has made something else of the column
    return build(values, infer_schema(values))


def from_columns(columns, schema=None, *, like=None):
    """A batch (nanoarrow CArray of struct type) of a dict: name -> a sequence of Python values, an Arrow array, or a buffer
    (NumPy array, array.array), all of one length.

    schema: a struct schema with a field for each column, in the order of the result; types are inferred unless given.
    like: name -> the type to try first.
    """
    if schema is not None:
        schema = na.c_schema(schema)
        names = [child.name for child in schema.children]
        if set(names) != set(columns):
            missing, more = sorted(set(names) - set(columns)), sorted(set(columns) - set(names))
            raise ValueError("columns are not those of the schema:" + (f" '{missing[0]}' is missing" if missing else f" '{more[0]}' is too much"))
        arrays = {}
        for n, name in enumerate(names):
            try:
                arrays[name] = _column(columns[name], schema.child(n), None)
            except (TypeError, ValueError, OverflowError) as error:
                error.add_note(f"in column '{name}'")
                raise
    else:
        arrays = {name: _column(values, None, (like or {}).get(name)) for name, values in columns.items()}
    lengths = {name: array_.length for name, array_ in arrays.items()}
    if len(set(lengths.values())) > 1:
        shortest, longest = min(lengths, key=lengths.get), max(lengths, key=lengths.get)
        raise ValueError(f"column '{shortest}' has {lengths[shortest]} values, column '{longest}' has {lengths[longest]}")
    if schema is None:
        schema = na.c_schema(na.struct({name: na.Schema(array_.schema) for name, array_ in arrays.items()}))
    return na.c_array_from_buffers(schema, next(iter(lengths.values()), 0), [None], children=list(arrays.values()))
