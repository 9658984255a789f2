"""Arrow IPC streams in and out: the parts of an Arrow endpoint.

    import pylon_arrow

    with pylon_arrow.open_input() as source, pylon_arrow.open_output() as target:
        for batch in source:
            target.write(batch)

`open_input` checks what comes in and insists on the end marker; `open_output` writes that marker only when all went well.
`map_batches` and `python -m pylon_arrow FILE.py:function` do the loop. `to_columns` and `from_columns` convert between batches and
plain Python lists; `pylon_arrow.kernels` computes on columns without walking them value by value.

A batch is a `nanoarrow.Array` of struct type, as `nanoarrow.ArrayStream` yields it. Errors: `InputError` (what was sent is no whole
stream, or not the expected one) and `OutputError` (a batch that does not fit what was written before); both are ValueErrors.
"""
from pylon_arrow._input import Input, InputError, iter_inputs, open_input
from pylon_arrow._output import Output, OutputError, open_output
from pylon_arrow._program import map_batches

__version__ = "1.0.0"
__all__ = ["Input", "InputError", "Output", "OutputError", "from_columns", "infer_schema", "iter_inputs", "map_batches", "open_input",
           "open_output", "to_columns"]


def __getattr__(name):
    """What `columns` has, when it is asked for: decimal and datetime, which it imports, would be at each endpoint's start."""
    if name in ("columns", "from_columns", "infer_schema", "to_columns"):
        import pylon_arrow.columns as columns
        return columns if name == "columns" else getattr(columns, name)
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


def __dir__():
    return sorted({*globals(), *__all__})
