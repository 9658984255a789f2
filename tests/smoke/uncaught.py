"""What becomes of exceptions that nobody catches; the exit code itself is seen from outside (pylonctl doctor --runners)."""
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

import atexit
import contextlib
import io
import runpy
import tempfile
import traceback


def printed(thunk):
    """What the interpreter would print of the exception that thunk() ends in."""
    text = io.StringIO()
    with contextlib.redirect_stderr(text):
        try:
            thunk()
        except BaseException:
            sys.__excepthook__(*sys.exc_info())
    return text.getvalue()


def chained():
    try:
        1 // 0
    except ZeroDivisionError as error:
        error.add_note("a note")
        raise ValueError("the second") from error


def group():
    raise ExceptionGroup("several", [ValueError("one"), TypeError("two")])


def script(text):
    """Runs `text` as a program of its own; the exception that it ends in, or None."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.py")
        with open(path, "w") as file:
            file.write(text)
        try:
            runpy.run_path(path, run_name="__main__")
        except BaseException as error:
            return error
    return None


def unraisable():
    class Failing:
        def __del__(self):
            raise ValueError("in a destructor")

    seen = []
    before, sys.unraisablehook = sys.unraisablehook, lambda it: seen.append(it.exc_value)
    try:
        del (lambda: Failing())().__dict__
    except AttributeError:
        pass
    finally:
        sys.unraisablehook = before
    return [str(error) for error in seen] == ["in a destructor"]


def hooked():
    seen = []
    before, sys.excepthook = sys.excepthook, lambda *args: seen.append(args[0])
    try:
        try:
            raise KeyError("x")
        except KeyError:
            sys.excepthook(*sys.exc_info())
    finally:
        sys.excepthook = before
    return seen == [KeyError]


check("a chain, with its note", lambda: (lambda text: text.index("ZeroDivisionError") < text.index("a note")
      < text.index("direct cause") < text.index("ValueError: the second"))(printed(chained)))
check("a group", lambda: "ExceptionGroup: several (2 sub-exceptions)" in printed(group) and "TypeError: two" in printed(group))
check("the line and the place in it", lambda: "1 // 0\n    ~~^^~~\n" in printed(chained))
check("a wrong program", lambda: isinstance(script("x ="), SyntaxError))
check("its place", lambda: "".join(traceback.format_exception_only(script("a b"))).count("^") >= 1)
check("a program's exception", lambda: isinstance(script("import json; json.loads('{')"), ValueError))
check("a program's exit", lambda: script("import sys; sys.exit(3)").code == 3)
check("a program's exit with a text", lambda: script("raise SystemExit('stop')").code == "stop")
check("an exception in a destructor", unraisable)
check("the hook", hooked)
check("what is to be done at exit", lambda: atexit.register(print, end="") is print)

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
