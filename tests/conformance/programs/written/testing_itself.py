"""unittest, doctest and mock in one program."""
import doctest
import io
import sys
import unittest
from unittest import mock


def twice(x):
    """
    >>> twice(2)
    4
    >>> twice("a")
    'aa'
    >>> twice(None)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    """
    return x * 2


class Case(unittest.TestCase):
    def test_passes(self):
        self.assertEqual(twice(3), 6)

    def test_fails(self):
        self.assertEqual([1, 2, 3], [1, 2, 4])

    @unittest.skip("not today")
    def test_skipped(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.assertIn(1, [])

    def test_mocked(self):
        with mock.patch("os.getcwd", return_value="/nowhere") as patched:
            import os
            self.assertEqual(os.getcwd(), "/nowhere")
        patched.assert_called_once_with()
        thing = mock.Mock(side_effect=[1, KeyError("k")])
        self.assertEqual(thing(), 1)
        self.assertRaises(KeyError, thing)


print(doctest.testmod(sys.modules["__main__"] if "twice" in vars(sys.modules["__main__"]) else type(sys)("empty"))[0:1] is not None)
print(doctest.DocTestRunner(verbose=False).run(doctest.DocTestFinder().find(twice, "twice", globs={"twice": twice})[0]))
stream = io.StringIO()
result = unittest.TextTestRunner(stream, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(Case))
print(result.testsRun, len(result.failures), len(result.skipped), len(result.expectedFailures))
print(*(line for line in stream.getvalue().splitlines() if "test_" in line and "line" not in line), sep="\n")
