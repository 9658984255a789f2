"""Whole columns at once, over Arrow's buffers: nothing here walks values in Python.

Columns are nanoarrow Arrays (or anything with __arrow_c_array__) of integers or floats (8 to 64 bits); `take` and `filter` take
columns of every type, and batches. Results are nanoarrow.Array. Nulls stay nulls. Loops are in the built-in module _pylon_arrow.
"""
import array
import bisect

import _pylon_arrow
import nanoarrow as na
from nanoarrow.c_schema import c_schema_view

_FORMATS = {"int8": "b", "uint8": "B", "int16": "h", "uint16": "H", "int32": "i", "uint32": "I", "int64": "q", "uint64": "Q",
            "float": "f", "double": "d"}
_TYPES = {"b": na.int8, "B": na.uint8, "h": na.int16, "H": na.uint16, "i": na.int32, "I": na.uint32, "q": na.int64, "Q": na.uint64,
          "f": na.float32, "d": na.float64}
_SIZES = {"b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "f": 4, "q": 8, "Q": 8, "d": 8}


class _Numbers:
    """A column's buffers: its format as in the struct module, and where its elements and validity begin."""

    def __init__(self, column):
        if not hasattr(column, "__arrow_c_array__"):
            raise TypeError(f"kernels compute on Arrow columns, not on {type(column).__name__}")
        self.array = na.c_array(column)
        self.view = self.array.view()
        kind = c_schema_view(self.array.schema).type
        if kind not in _FORMATS or self.array.schema.dictionary is not None:
            raise TypeError(f"kernels compute on integers and floats, not on {kind}")
        self.format, self.length, self.first = _FORMATS[kind], self.array.length, self.array.offset
        self.values = memoryview(self.view.buffer(1))[self.first:self.first + self.length]
        self.validity = self.view.buffer(0) if self.view.null_count else None


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _scalar(number, column):
    """A Python number beside a column, as `_operand`; OverflowError where the two have no common type."""
    code = "d" if isinstance(number, float) or column.format in "fd" else "Q" if column.format == "Q" else "q"
    try:
        return array.array(code, [number]), code, True, None, 0
    except OverflowError:
        raise OverflowError(f"{number} is no {'uint64' if code == 'Q' else 'int64'}: cast the column") from None


def _operand(column):
    """(buffer, format, is it a scalar, validity, first bit)."""
    return column.values, column.format, False, column.validity, column.first


def _promoted(left, right):
    """The format of a result: what holds both, floats before integers; a Python number takes the column's type if it can."""
    (_, a, a_scalar, *_), (_, b, b_scalar, *_) = left, right
    if a_scalar != b_scalar:
        column, scalar = (b, a) if a_scalar else (a, b)
        return column if column in "fd" or scalar in "qQ" else "d"
    if a == b:
        return a
    if "f" in (a, b) or "d" in (a, b):
        return "d"
    if a.isupper() == b.isupper():
        return a if _SIZES[a] > _SIZES[b] else b
    if "Q" in (a, b):
        raise _no_common_type()
    return "q"


def _no_common_type():
    return TypeError("uint64 and signed integers have no common type: cast one of them")


def _both(left, right):
    if _is_number(left) and _is_number(right):
        raise TypeError("one operand must be a column")
    columns = [None if _is_number(value) else _Numbers(value) for value in (left, right)]
    length = (columns[0] or columns[1]).length
    if all(columns) and columns[1].length != length:
        raise ValueError(f"columns of {length} and {columns[1].length} rows")
    left, right = (_scalar(value, other) if column is None else _operand(column)
                   for value, column, other in zip((left, right), columns, columns[::-1]))
    validity = None
    if left[3] is not None or right[3] is not None:
        validity = _pylon_arrow.set_bits(left[3], left[4], length, right[3], right[4])
    return left, right, length, validity


def _arithmetic(op, left, right):
    left, right, length, validity = _both(left, right)
    code = _promoted(left, right)
    if op == "/" and code not in "fd":
        code = "d"
    out = bytearray(length * _SIZES[code])
    _pylon_arrow.arithmetic(op, *left[:3], *right[:3], out, code, length, validity, 0)
    return na.Array(na.c_array_from_buffers(_TYPES[code](), length, [validity, out]))


def add(left, right):
    """left + right. Each is a column or a Python number; OverflowError where the result's type has no such value.

    The result has the column's type, with a float beside integers float64; of two types the one that holds both.
    """
    return _arithmetic("+", left, right)


def subtract(left, right):
    """left - right, as `add`."""
    return _arithmetic("-", left, right)


def multiply(left, right):
    """left * right, as `add`."""
    return _arithmetic("*", left, right)


def divide(left, right):
    """left / right in floating point: float32 of float32, else float64. Division by zero gives infinity or NaN."""
    return _arithmetic("/", left, right)


def _compare(op, left, right):
    left, right, length, validity = _both(left, right)
    codes = left[1] + right[1]
    kind = "d" if "f" in codes or "d" in codes else "q"
    if "Q" in codes and kind == "q":
        if not codes.isupper():
            raise _no_common_type()
        kind = "Q"
    out = bytearray((length + 7) // 8)
    _pylon_arrow.compare(op, kind, *left[:3], *right[:3], out, length)
    return na.Array(na.c_array_from_buffers(na.bool_(), length, [validity, out]))


def equal(left, right):
    """left == right, as a column of booleans; null where either is null."""
    return _compare("=", left, right)


def not_equal(left, right):
    """left != right, as `equal`."""
    return _compare("!", left, right)


def less(left, right):
    """left < right, as `equal`."""
    return _compare("<", left, right)


def less_equal(left, right):
    """left <= right, as `equal`."""
    return _compare("l", left, right)


def greater(left, right):
    """left > right, as `equal`."""
    return _compare(">", left, right)


def greater_equal(left, right):
    """left >= right, as `equal`."""
    return _compare("g", left, right)


def cast(column, schema):
    """The values as another type of integers or floats. OverflowError for a value that it has not (fractions too, for integers)."""
    numbers = _Numbers(column)
    kind = c_schema_view(na.c_schema(schema)).type
    if kind not in _FORMATS:
        raise TypeError(f"kernels compute on integers and floats, not on {kind}")
    code = _FORMATS[kind]
    out = bytearray(numbers.length * _SIZES[code])
    validity = None
    if numbers.validity is not None:
        validity = _pylon_arrow.set_bits(numbers.validity, numbers.first, numbers.length, None, 0)
    _pylon_arrow.cast(numbers.values, numbers.format, out, code, numbers.length, validity, 0)
    return na.Array(na.c_array_from_buffers(_TYPES[code](), numbers.length, [validity, out]))


def _aggregate(op, column):
    numbers = _Numbers(column)
    return _pylon_arrow.aggregate(op, numbers.values, numbers.format, numbers.length, numbers.validity, numbers.first)[1]


def sum(column):
    """The sum of the values, as a Python number; None of none. OverflowError beyond 64 bits."""
    return _aggregate("s", column)


def min(column):
    """The least of the values; NaNs do not count; None of none."""
    return _aggregate("m", column)


def max(column):
    """The greatest of the values; NaNs do not count; None of none."""
    return _aggregate("M", column)


# ---- Rows

def take(column, indices):
    """The elements, or the rows of a batch, that `indices` name: a column of integers, or a sequence of Python ints.

    A null among the indices gives a null. IndexError for one that does not exist.
    """
    if hasattr(indices, "__arrow_c_array__"):
        numbers = _Numbers(indices)
        wide = _Numbers(cast(indices, na.int64())) if numbers.format != "q" else numbers
        if wide.validity is not None:
            data = [-1 if value is None else value for value in na.Array(wide.array).iter_py()]
            return na.Array(_checked_take(na.c_array(column), array.array("q", data), True))
        data = array.array("q", bytes(wide.values))
    else:
        data = array.array("q", indices)
    return na.Array(_checked_take(na.c_array(column), data, False))


def _checked_take(column, indices, with_nulls):
    length = column.length
    for index in indices:
        if not (0 <= index < length or (with_nulls and index == -1)):
            raise IndexError(f"index {index} is out of range: there are {length} rows")
    return _take(column, indices, column.offset, with_nulls)


def filter(column, mask):
    """The elements, or the rows of a batch, where `mask`, a column of booleans, is true; null counts as false."""
    bits = na.c_array(mask)
    if bits.schema.format != "b":
        raise TypeError("a mask is a column of booleans")
    column = na.c_array(column)
    if bits.length != column.length:
        raise ValueError(f"a mask of {bits.length} for {column.length} rows")
    view = bits.view()
    chosen = _pylon_arrow.set_bits(view.buffer(1), bits.offset, bits.length, view.buffer(0) if view.null_count else None, bits.offset)
    indices = array.array("q", bytes(_pylon_arrow.indices(chosen, bits.length)))
    return na.Array(_take(column, indices, column.offset, False))


def _take(column, indices, first, with_nulls):
    """A CArray: elements first + indices[i] of the column's buffers; -1 is a null where with_nulls says that there are any."""
    schema, view = column.schema, column.view()
    kind, count = view.storage_type, len(indices)
    validity = None
    if kind in ("na", "run_end_encoded", "dense_union", "sparse_union"):
        if with_nulls and kind.endswith("union"):
            raise TypeError(f"a null among the indices: {kind} has no nulls")
    elif view.null_count:
        validity = _pylon_arrow.gather(view.buffer(0), 0, first, indices)
    elif with_nulls:
        validity = _pylon_arrow.gather(b"\xff" * ((first + column.length) // 8 + 1), 0, first, indices)

    def made(buffers, children=(), **more):
        if kind not in ("na", "dense_union", "sparse_union", "run_end_encoded"):
            buffers = [validity, *buffers]
        return na.c_array_from_buffers(schema, count, buffers, children=children, **more)

    def child(n, indices, offset, nulls=False):
        one = column.child(n)
        return _take(one, indices, offset + one.offset, nulls)

    if kind == "na":
        return made([], null_count=count)
    if kind == "struct":
        return made([], [child(n, indices, first, with_nulls) for n in range(column.n_children)])
    if kind == "sparse_union":
        return made([_pylon_arrow.gather(view.buffer(0), 1, first, indices)], [child(n, indices, first) for n in range(column.n_children)],
                    null_count=0)
    if kind == "dense_union":
        type_ids, offsets = (_pylon_arrow.gather(view.buffer(n), size, first, indices) for n, size in ((0, 1), (1, 4)))
        codes = [int(code) for code in schema.format[4:].split(",") if code]
        members = {code: array.array("q") for code in codes}
        places = array.array("i")
        for code, offset in zip(memoryview(type_ids).cast("b"), memoryview(offsets).cast("i")):
            places.append(len(members[code]))
            members[code].append(offset)
        return made([type_ids, places], [child(n, members[code], 0) for n, code in enumerate(codes)], null_count=0)
    if kind == "run_end_encoded":  # a run for each element
        ends = list(na.Array(column.child(0)).iter_py())
        runs = array.array("q", [bisect.bisect_right(ends, first + index) if index >= 0 else -1 for index in indices])
        run_ends = na.c_array(range(1, count + 1), schema.child(0))
        return made([], [run_ends, child(1, runs, 0, with_nulls)], null_count=0)
    if kind in ("list", "map", "large_list"):
        offsets, inner = _pylon_arrow.gather_ranges(view.buffer(1), 8 if kind == "large_list" else 4, first, None, indices)
        return made([offsets], [child(0, array.array("q", bytes(inner)), 0)])
    if kind in ("list_view", "large_list_view"):
        size = 8 if kind == "large_list_view" else 4
        return made([_pylon_arrow.gather(view.buffer(n), size, first, indices) for n in (1, 2)], [column.child(0)])
    if kind == "fixed_size_list":
        size = c_schema_view(schema).fixed_size
        offsets = array.array("q", range(0, (first + column.length + 1) * size, size)) if size else array.array("q", [0] * (first + column.length + 1))
        if with_nulls:  # a null still has its elements
            indices = array.array("q", [index if index >= 0 else 0 for index in indices])
        return made([], [child(0, array.array("q", bytes(_pylon_arrow.gather_ranges(offsets, 8, first, None, indices)[1])), 0)])
    if kind in ("string", "binary", "large_string", "large_binary"):
        return made(_pylon_arrow.gather_ranges(view.buffer(1), 8 if kind.startswith("large") else 4, first, view.buffer(2), indices))
    if kind in ("string_view", "binary_view"):
        return made([_pylon_arrow.gather(view.buffer(1), 16, first, indices), *(view.buffer(n) for n in range(2, view.n_buffers))])
    if kind == "bool":
        return made([_pylon_arrow.gather(view.buffer(1), 0, first, indices)])
    size = 0 if schema.format == "w:0" else view.buffer(1).itemsize
    data = _pylon_arrow.gather(view.buffer(1), size, first, indices) if size else b""
    return made([data], dictionary=column.dictionary)
