"""Runs one file of NumPy's own tests with pytest, and records every case.

usage: numpy_driver.py RECORD FILE    in pylon.wasm; FILE is below /suite/numpy, NumPy's sources; pytest and hypothesis are in
                                      /site; see record.py for RECORD
       numpy_driver.py --list         prints the files, one a line
"""
import functools
import importlib
import os
import pathlib
import sys

sys.path.append("/site")

from absent import Absent, stand_in  # noqa: E402
from record import Record  # noqa: E402

SUITE = "/suite/numpy"
# C code that only tests use; no variant has it.
TEST_ONLY = ("_multiarray_tests", "_umath_tests", "_rational_tests", "_struct_ufunc_tests", "_operand_flag_tests", "_simd")


def prepare(pytest):
    """What pytest and NumPy's conftest.py look for and is not here, and where the tests are."""
    if not hasattr(os, "getuid"):  # pytest asks whose its temporary folder is
        os.getuid = lambda: 0
    # The tests are packages below those of NumPy, which itself is the variant's own.
    for name in ("", "._core", ".fft", ".lib", ".linalg", ".ma", ".matrixlib", ".polynomial", ".random", ".testing"):
        package = importlib.import_module("numpy" + name)
        package.__path__.append(SUITE + name.replace(".", "/"))
    skip = functools.partial(pytest.skip.Exception, allow_module_level=True)
    for name in TEST_ONLY:
        try:
            importlib.import_module("numpy._core." + name)
        except ModuleNotFoundError:
            # NumPy's conftest.py asks for the mode before and after each case; WebAssembly's floating-point unit has none.
            # targets: the instruction sets that NumPy's loops are compiled for; here none.
            stand_in("numpy._core." + name, "test-only C code", skip, {"get_fpu_mode": lambda: 0, "targets": {}}, {"dtype": absent_dtype()})
    # Some of the largest files import these for a few of their cases. NumPy has seen by now that they are not here.
    importlib.import_module("numpy.ctypeslib")
    for name in ("ctypes", "mmap"):
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            stand_in(name, "which WASI lacks", skip)


@functools.cache
def absent_dtype():
    """What absent things are as a data type: one that needs_absent() knows again, in arrays too."""
    return importlib.import_module("numpy").dtype("O", metadata={"absent": True})


class Recorder:
    """A plugin of pytest."""

    def __init__(self, record):
        self._record = record
        self._outcome = self._why = None
        self._collected = None, None  # what became of the file as a whole, and why

    def pytest_collection_modifyitems(self, items):
        import pytest

        items[:] = [item for item in items if name_of(item.nodeid) not in self._record.done]
        for item in items:
            if why := needs_absent(item):
                item.add_marker(pytest.mark.skip(reason=why))

    def pytest_collectreport(self, report):
        if not report.passed and self._collected[0] != "failed":
            why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            self._collected = report.outcome, why

    def pytest_internalerror(self, excrepr):
        self._collected = "failed", str(excrepr)

    def pytest_runtest_logstart(self, nodeid):
        Absent.in_case = True
        self._outcome, self._why = "passed", None
        self._record.start(name_of(nodeid))

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self._outcome, self._why = "failed", str(report.longrepr)
        elif report.skipped and not hasattr(report, "wasxfail") and self._outcome == "passed":
            self._outcome, self._why = "skipped", report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)

    def pytest_runtest_logfinish(self, nodeid):
        Absent.in_case = False
        self._record.case(name_of(nodeid), self._outcome, self._why)

    def pytest_sessionfinish(self, exitstatus):
        outcome, why = self._collected
        # As pytest.ExitCode has them: all passed, some failed, none was there.
        self._record.end(outcome or {0: "passed", 1: "failed", 5: "empty"}.get(int(exitstatus), "failed"), why)


def needs_absent(item):
    """Why a case cannot run without what is absent, where that shows before it runs; else None."""
    if "capfd" in getattr(item, "fixturenames", ()):  # its failure would take the cases after it along
        return "needs pytest's capfd, and so dup(), which WASI lacks"
    import numpy

    code = getattr(getattr(item, "function", None), "__code__", None)
    values = [vars(item.module).get(name) for name in code.co_names] if code else []
    for value in [*values, *getattr(getattr(item, "callspec", None), "params", {}).values()]:
        if isinstance(value, Absent):
            return value.why
        dtype = value.dtype if isinstance(value, numpy.ndarray) else value
        if isinstance(dtype, numpy.dtype) and dtype.metadata and "absent" in dtype.metadata:
            return "needs a data type of test-only C code"
    return None


def name_of(nodeid):
    return nodeid.partition("::")[2]


def run(path, file):
    import pytest

    prepare(pytest)
    # conftest.py is the variant's own copy: pytest would refuse another one of that name.
    options = ["--noconftest", "-p", "numpy.conftest", "--capture=sys", "-q", "--tb=short", "--basetemp=/tmp/pytest",
               "--override-ini=addopts=--strict-markers --strict-config"]
    for plugin in ("cacheprovider", "faulthandler", "logging", "threadexception"):  # no files, threads or /dev/null
        options += ["-p", "no:" + plugin]
    sys.exit(pytest.main([*options, str(pathlib.Path(SUITE, file))], plugins=[Recorder(Record(path))]))


if sys.argv[1] == "--list":
    root = pathlib.Path(SUITE)
    print("\n".join(str(file.relative_to(root)) for file in root.rglob("test_*.py") if file.parent.name == "tests"))
else:
    run(*sys.argv[1:])

