"""Warnings as records, errors and text."""
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("old", DeprecationWarning)
    warnings.warn("odd", UserWarning)
    eval(compile("1 is 1", "<x>", "eval"))
    int.from_bytes(b"a", "big")
    open(__file__).close()
print([(w.category.__name__, str(w.message)) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for thunk in (lambda: warnings.warn("x"), lambda: compile("'\\d'", "<y>", "eval"), lambda: __import__("datetime").datetime.utcnow()):
        try:
            thunk()
        except (Warning, SyntaxError) as error:
            print(type(error).__name__, error)
print(warnings.formatwarning("text", UserWarning, "file.py", 3, "line"))
