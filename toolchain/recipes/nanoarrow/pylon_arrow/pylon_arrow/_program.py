"""A function applied to each batch: `map_batches`, and the program `python -m pylon_arrow`."""
import functools
import os
import sys

import nanoarrow as na

from pylon_arrow._input import InputError, iter_inputs, open_input
from pylon_arrow._output import OutputError, difference, open_output

KINDS = ("arrow", "columns", "numpy")


def _numpy_columns(batch):
    """name -> NumPy array; without copying where there are no nulls. Floats with nulls have NaN there; others TypeError."""
    import numpy as np
    columns = {}
    for field, column in zip(batch.schema.fields, (batch.child(n) for n in range(batch.n_children))):
        view = na.c_array(column).view()
        try:
            if view.storage_type == "bool":
                bits = np.unpackbits(np.frombuffer(view.buffer(1), np.uint8), bitorder="little")
                values = bits[view.offset:view.offset + view.length].astype(bool)
            else:
                values = np.asarray(view.buffer(1))[view.offset:view.offset + view.length]
        except (ValueError, TypeError, IndexError) as error:
            raise TypeError(f"column '{field.name}' of type {field.type.name.lower()} is no NumPy array: use --as columns") from error
        if view.null_count:
            if values.dtype.kind != "f":
                raise TypeError(f"column '{field.name}' has nulls, which NumPy's {values.dtype} has not: use --as columns")
            valid = np.unpackbits(np.frombuffer(view.buffer(0), np.uint8), bitorder="little")
            values = np.where(valid[view.offset:view.offset + view.length].astype(bool), values, np.nan)
        columns[field.name] = values
    return columns


def _given(batch, kind):
    if kind == "columns":
        from pylon_arrow.columns import to_columns
        return to_columns(batch)
    return batch if kind == "arrow" else _numpy_columns(batch)


def _answered(answer, batch, kind):
    """A batch of what the function returned."""
    if isinstance(answer, dict):
        if not answer:  # a dict without columns does not say how many rows there are
            if batch.n_children:
                raise ValueError("the function returned no columns, and so no rows: return a batch, or None to leave it out")
            return batch
        from pylon_arrow.columns import from_columns
        if kind == "columns":  # columns that kept their names keep their types, if the values allow
            kept = {field.name: field for field in batch.schema.fields}
            return from_columns(answer, like=kept)
        return from_columns(answer)
    if not hasattr(answer, "__arrow_c_array__"):
        if type(answer).__name__ == "coroutine":
            answer.close()  # else Python warns, at its end, that nobody has awaited it
        raise TypeError(f"the function returned {type(answer).__name__}: a batch, a dict of columns or None is expected")
    return answer


def _map(function, source, target, kind):
    for number, batch in enumerate(source):
        try:
            answer = function(_given(batch, kind))
            if answer is not None:
                target.write(_answered(answer, batch, kind))
        except BaseException as error:
            error.add_note(f"in batch {number}")
            raise


def map_batches(function, input=None, output=None, *, kind="arrow", schema=None, expect=None, compression=None):
    """Applies a function to each batch of a stream, and writes what it returns as a stream.

    function: takes a batch and returns one, or None to leave it out. By `kind` it is given
        "arrow": a nanoarrow.Array of struct type;
        "columns": a dict of lists of Python values, as `to_columns` makes it;
        "numpy": a dict of NumPy arrays (variant fat; columns of numbers and booleans).
        It may return a batch (anything with __arrow_c_array__) or a dict of columns, whatever it was given.
    input, output: as for open_input and open_output.
    schema: the output's, for streams without batches; that of the first batch unless given.
    expect: what the input must be of (types and names); InputError if it is not.

    The end marker is written only when all went well.
    """
    if kind not in KINDS:
        raise ValueError(f"kind is one of {', '.join(KINDS)}, not {kind!r}")
    with open_input(input) as source:
        _check(source, expect)
        with open_output(output, schema, compression=compression) as target:
            _run(function, source, target, kind)


def _check(source, expect):
    found = expect is not None and difference(source.schema, expect)
    if found:
        raise InputError(f"not the expected schema: {found}")


def _run(function, source, target, kind):
    _map(function, source, target, kind)
    if target._schema is None:  # no batch: what the function makes of none, or else the input's schema
        empty = na.Array(na.c_array_from_buffers(source.schema, 0, [None], children=[
            na.c_array([], field) for field in source.schema.fields])) if _can_be_empty(source.schema) else None
        answer = None if empty is None else function(_given(empty, kind))
        if answer is not None:
            target._schema = na.c_array(_answered(answer, empty, kind)).schema
        else:
            target._schema = na.c_schema(source.schema)


def _can_be_empty(schema):
    try:
        for field in schema.fields:
            na.c_array([], field)
    except Exception:
        return False
    return True


# ---- The program

_FOLDER = " (inside: was its folder given to the host with --dir?)"


@functools.cache
def _module(place):
    """The module that is a file, or has a name."""
    import importlib.util
    if not place.endswith(".py"):
        try:
            return importlib.import_module(place)
        except ModuleNotFoundError as error:
            if not f"{place}.".startswith(f"{error.name}."):  # it is there, and what it imports is not
                raise
            raise InputError(f"there is no module {place}; a file is FILE.py:function") from None
    if not os.path.exists(place):
        raise InputError(f"there is no file {place}{_FOLDER}")
    name = os.path.basename(place)[:-3]
    spec = importlib.util.spec_from_file_location(name, place)
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, os.path.dirname(os.path.abspath(place)))
    sys.modules.setdefault(name, module)  # dataclasses look for their module there
    spec.loader.exec_module(module)
    return module


def _named(text):
    """(module, name) of FILE.py:name or module:name."""
    place, _, name = text.rpartition(":")
    if not place or not name or (place.startswith(".") and not place.endswith(".py")):
        raise InputError(f"'{text}' has no name behind a file's: write FILE.py:name")
    return _module(place), name


def _load(text):
    """The function that FILE.py:function or module:function names."""
    module, name = _named(text)
    function = getattr(module, name, None)
    if function is None:
        import difflib
        near = difflib.get_close_matches(name, [key for key, value in vars(module).items() if callable(value)], 1)
        raise InputError(f"{text.rpartition(':')[0]} has no function '{name}'" + (f": did you mean '{near[0]}'?" if near else ""))
    if not callable(function):
        raise InputError(f"'{name}' is no function but {type(function).__name__}")
    return function


def _expected(text):
    """The schema of --expect: of a stream in a file, or a nanoarrow schema in FILE.py:name."""
    if text is None:
        return None
    try:
        if ":" in text:
            module, name = _named(text)
            return na.c_schema(getattr(module, name))
        with _named_file(open_input, text, require_end=False) as stream:
            return na.c_schema(stream.schema)
    except (InputError, AttributeError, TypeError) as error:
        raise InputError(f"--expect {text}: {error}") from None


def _named_file(opener, path, *more, **options):
    """What opener(path) opens; InputError where there is no such file."""
    try:
        return opener(path, *more, **options)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}{'' if isinstance(error, IsADirectoryError) else _FOLDER}") from None


def _need_numpy():
    try:
        __import__("numpy")
    except ModuleNotFoundError:
        raise InputError("--as numpy: this build has no NumPy, fat has; or use --as columns") from None


def _sources(options):
    """The stream; with --serve all streams, one after another."""
    if options.serve:
        yield from iter_inputs(options.input and _named_file(open, options.input, "rb"))
        return
    source = _named_file(open_input, options.input)
    yield source
    # Of stdin, when the answer is written: a client may wait for its end before it closes what it sends through
    if not source.is_last():
        raise InputError("something follows the stream's end, and was not read: --serve answers stream after stream")


def _are_one(one, other):
    """Whether two paths lead to one file, by name or as two names of it; not every host gives files numbers (Deno's are all 0)."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        numbers = [(found.st_dev, found.st_ino, found.st_size) for found in map(os.stat, (one, other))]
    except OSError:
        return False
    return numbers[0][1] != 0 and numbers[0] == numbers[1]


def _answer(options, output):
    """Applies the function to each batch of what was sent. output: stdout's bytes, or None."""
    if options.kind == "numpy":
        _need_numpy()
    function = _load(options.function)
    expect = _expected(options.expect)
    if options.input and options.output and _are_one(options.input, options.output):
        raise InputError(f"{options.output} is read: it cannot be written at the same time")
    answered = 0
    try:
        for source in _sources(options):
            _check(source, expect)
            output = output or _named_file(open, options.output, "wb")
            with open_output(output, compression=options.compression) as target:
                _run(function, source, target, options.kind)
            answered += 1
    except BaseException as error:
        if options.serve:
            error.add_note(f"in stream {answered}")
        raise


def _parser():
    import argparse
    parser = argparse.ArgumentParser(
        # A width of its own: to ask the terminal for one, argparse imports shutil
        prog="python -m pylon_arrow", formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=100),
        description="Applies a function to each batch of an Arrow IPC stream.",
        epilog="examples:\n"
               "  python -m pylon_arrow double.py:double < in.arrows > out.arrows\n"
               "  python -m pylon_arrow score.py:score --as columns --input in.arrows --output out.arrows --compression lz4\n"
               "  python -m pylon_arrow double.py:double --serve       (answers stream after stream until stdin ends)\n\n"
               "exit codes: 0 all went well; 1 the function failed, or its answer does not fit, or nobody reads it;\n"
               "2 the input, or what an option names, is not what it should be.\n"
               "On 1 and 2 the output has no end marker, and stderr one line that says why. What the function prints goes to stderr.")
    parser.add_argument("function", metavar="FILE.py:function", help="or module:function; takes a batch, returns one, or None to leave it out")
    parser.add_argument("--input", metavar="FILE", help="an Arrow IPC stream or file; stdin unless given")
    parser.add_argument("--output", metavar="FILE", help="stdout unless given")
    parser.add_argument("--as", dest="kind", choices=KINDS, default="arrow",
                        help="what the function is given: a nanoarrow array, a dict of lists, or a dict of NumPy arrays (fat)")
    parser.add_argument("--expect", metavar="SCHEMA", help="what the input must be of: a file with an Arrow stream, or FILE.py:schema")
    parser.add_argument("--compression", choices=("lz4", "zstd"), help="of the output")
    parser.add_argument("--serve", action="store_true", help="answer stream after stream, each as soon as it has ended")
    parser.add_argument("--traceback", action="store_true", help="show where the function failed")
    parser.error = lambda message: parser.exit(2, f"pylon_arrow: {message} (see --help)\n")  # one line, as all errors here
    return parser


def main(arguments=None):
    """The program; returns its exit code, which --help explains."""
    options = _parser().parse_args(arguments)
    output = None
    if options.output is None:  # what the function prints must not get into the stream
        output, sys.stdout = sys.stdout.buffer, sys.stderr
    try:
        _answer(options, output)
    except InputError as error:
        return _failed(error, options, 2)
    except BaseException as error:  # SystemExit and KeyboardInterrupt too: half a stream is no success
        return _failed(error, options, 1)
    return 0


def _failed(error, options, code):
    if options.traceback:
        import traceback
        traceback.print_exception(error)
    try:
        text = " ".join(str(error).split())
    except BaseException:
        text = "its text cannot be had"
    kind = "" if isinstance(error, (InputError, OutputError)) else f"{type(error).__name__}: "
    notes = "".join(f" ({note})" for note in getattr(error, "__notes__", ()))
    line = f"pylon_arrow: {kind}{text}{notes}"
    # Names of columns come from strangers: what a terminal would act on is shown as \\x1b is
    print("".join(c if c.isprintable() else ascii(c)[1:-1] for c in line), file=sys.stderr)
    return code
