"""Runs one file of CPython's own test package as `python -m test FILE` does, and records every case.

usage: cpython_driver.py RECORD FILE    in pylon.wasm; the package is /suite/test; see record.py for RECORD
       cpython_driver.py --list         prints the files of the package, one a line, as regrtest finds them
"""
import importlib.machinery
import sys
import unittest

sys.path.insert(0, "/suite")

import absent  # noqa: E402
from record import Record  # noqa: E402
from test import support  # noqa: E402
from test.libregrtest import findtests, main as regrtest, single  # noqa: E402
from test.libregrtest.testresult import RegressionTestResult  # noqa: E402

# C code that only tests use and no variant has, and what it would say.
TEST_ONLY = {
    "_testcapi": {"PY_SSIZE_T_MAX": sys.maxsize},
    "_testinternalcapi": {"get_immortalize_deferred": lambda: False, "suppress_immortalization": lambda _: None},
    "_testlimitedcapi": {},
    "_testmultiphase": {},
    "_testsinglephase": {},
}
# Tests nest as deep as that, and three times as deep. Py_C_RECURSION_LIMIT counts bytes of the stack here, and not levels
# (toolchain/patches/cpython-*/01-wasi-stack.patch): this is what most kinds have, see docs/RECURSION.md.
support.get_c_recursion_limit = lambda: 1400
support.has_no_debug_ranges = lambda: False
# Without that module it is no decorator at all.
support.skip_if_suppress_immortalization = lambda: unittest.skip("needs _testinternalcapi, test-only C code")

# These files skip themselves where there are no sockets, but none of their cases uses one: the event loop works without
# (patch 08). The others of test.test_asyncio are about sockets, processes and threads.
LOOP_ALONE = {"test_asyncgen", "test_contextlib_async"} | {"test.test_asyncio.test_" + name for name in (
    "context eager_task_factory futures futures2 locks pep492 protocols queues runners staggered taskgroups tasks timeouts "
    "waitfor").split()}
# These load test_tools, for one case about the sources' own tools, and skip themselves since that needs processes.
OF_TEST_TOOLS = {"test_argparse", "test_getopt", "test_optparse"}

STATES = {"PASSED": "passed", "ENV_CHANGED": "passed", "SKIPPED": "skipped", "RESOURCE_DENIED": "skipped", "DID_NOT_RUN": "empty"}


def name_of(test):
    """The case's name below its module: the file is known. A class or module whose set-up failed has one too."""
    name = test.id()
    return name.removeprefix(type(test).__module__ + ".")


def describe(error):
    return f"{type(error).__name__}: {error}"


class RecordingResult(RegressionTestResult):
    """Writes down how each case ended; sub-tests count for their case."""

    def __init__(self, record):
        super().__init__(sys.stdout, None, 0)
        self._record = record
        self._outcome = self._why = None

    def startTest(self, test):
        super().startTest(test)
        self._outcome, self._why = "passed", None
        self._record.start(name_of(test))

    def stopTest(self, test):
        super().stopTest(test)
        if self._why and "test-only C code" in self._why:
            # The case stopped where it did not expect to, and may have left its tool behind.
            for tool in filter(sys.monitoring.get_tool, range(6)):
                sys.monitoring.free_tool_id(tool)
        self._record.case(name_of(test), self._outcome, self._why)
        self._outcome = None

    def _ended(self, test, outcome, why):
        if self._outcome is None:  # outside of a case: setUpClass, setUpModule
            self._record.case(name_of(test), outcome, why)
        elif self._outcome != "failed":
            self._outcome, self._why = outcome, why

    def _needs_test_code(self, test, err):
        if not isinstance(err[1], ModuleNotFoundError) or err[1].name not in TEST_ONLY:
            return False
        self.addSkip(test, f"needs {err[1].name}, test-only C code")
        return True

    def addError(self, test, err):
        if self._needs_test_code(test, err):
            return
        super().addError(test, err)
        self._ended(test, "failed", self.errors[-1][1])

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._ended(test, "failed", self.failures[-1][1])

    def addSubTest(self, test, subtest, err):
        if err is not None and self._needs_test_code(test, err):
            return
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._ended(test, "failed", f"{subtest.id()}\n{''.join(self._exc_info_to_string(err, subtest))}")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        # A sub-test that is skipped does not skip its case.
        if not isinstance(test, unittest.case._SubTest):
            self._ended(test, "skipped", reason)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._ended(test, "failed", "it passed, and is expected to fail")


class Runner:
    def __init__(self, record):
        self._record = record

    def run(self, suite):
        result = RecordingResult(self._record)
        suite(result)
        return result


def run(file, record):
    why = None
    load_and_run, run_single = single._load_run_test, single.run_single_test

    def load(*arguments):
        nonlocal why
        modules = set(sys.modules)
        try:
            return load_and_run(*arguments)
        except (unittest.SkipTest, ModuleNotFoundError) as error:
            why, first = describe(error), error
            if not any(name in why for name in TEST_ONLY):
                raise
        except BaseException as error:
            why = describe(error)
            raise
        # The file cannot be loaded without them. Most of its cases do not use them.
        for name in set(sys.modules) - modules:
            del sys.modules[name]
        absent.Absent.in_case = True  # a file that uses them while it is loaded cannot run without them at all
        for name, known in TEST_ONLY.items():
            absent.stand_in(name, "test-only C code", unittest.SkipTest, known)
        try:
            return load_and_run(*arguments)
        except (support.TestFailed, support.TestDidNotRun) as error:
            why = describe(error)
            raise
        except Exception:
            raise first

    def run_and_record(*arguments):
        result = run_single(*arguments)
        record.end(STATES.get(result.state, "failed"), why)
        return result

    single._load_run_test = load
    single.get_test_runner = lambda *_, **__: Runner(record)
    single.match_test = lambda test: name_of(test) not in record.done
    regrtest.run_single_test = run_and_record
    if file in LOOP_ALONE:
        support.has_socket_support = True
    if file in OF_TEST_TOOLS:
        support.has_subprocess_support = True
    regrtest.main([file], random_seed=1)


if sys.argv[1] == "--list":
    print("\n".join(findtests.findtests()))
else:
    path, file = sys.argv[1:]
    # Some tests look at these, which `python -m test` sets.
    sys.argv[1:] = []
    sys.modules["__main__"].__spec__ = importlib.machinery.ModuleSpec("__main__", None, origin=__file__)
    run(file, Record(path))
