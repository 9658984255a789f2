"""Memory that grows far beyond what the file starts with, and the end of it: a MemoryError, never a trap."""
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

import gc
import io
import tracemalloc

MEGABYTE = 2**20


def raises(error, thunk):
    try:
        thunk()
    except error:
        return True
    return False


def grows():
    blocks = [bytearray(b"%d" % n) * (8 * MEGABYTE // len(b"%d" % n)) for n in range(24)]  # nearly 200 MB, all written
    return all(block.startswith(b"%d" % n) for n, block in enumerate(blocks))


def one_block():
    block = bytearray(256 * MEGABYTE)
    block[-1] = 1
    return block.count(1) == 1


def reused():
    """As much again and again needs no more memory: 1 GB in all."""
    for _ in range(16):
        bytearray(64 * MEGABYTE)
    return True


def many_objects():
    numbers = list(range(1_000_000))
    table = dict(zip(numbers[:200_000], map(str, numbers)))
    return sum(numbers) == 499_999_500_000 and table[199_999] == "199999"


def untouched(size):
    """Holds `size` bytes that nobody writes to, so that taking all memory takes no time."""
    return io.BufferedReader(io.BytesIO(), size)


def all_of_it():
    """Takes all that there is in blocks, and lives on."""
    blocks = []
    try:
        while len(blocks) < 128:
            blocks.append(untouched(64 * MEGABYTE))
    except MemoryError:
        taken = len(blocks)
        del blocks
        return taken >= 3 and len(bytearray(64 * MEGABYTE)) == 64 * MEGABYTE
    return False


def cycles():
    for _ in range(200):
        cycle = [bytearray(MEGABYTE)]
        cycle.append(cycle)
    del cycle
    return gc.collect() >= 1 and not gc.garbage


def traced():
    tracemalloc.start()
    block = bytearray(10 * MEGABYTE)
    current, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return len(block) <= current <= peak


check("200 megabytes in blocks", grows)
check("256 megabytes at once", one_block)
check("freed memory is used again", reused)
check("a million objects", many_objects)
check("cycles are collected", cycles)
check("memory is traced", traced)
check("more than 32 bits can count is an exception", lambda: raises((MemoryError, OverflowError), lambda: bytearray(2**40)))
check("four gigabytes at once is a MemoryError", lambda: raises(MemoryError, lambda: [untouched(2**31 - 1), untouched(2**31 - 1)]))
check("a text that is too long is an exception", lambda: raises((MemoryError, OverflowError), lambda: "xy" * (2**31 - 1)))
check("an integer that is too large is an exception", lambda: raises((MemoryError, OverflowError), lambda: 1 << (2**36)))
check("all memory taken is a MemoryError", all_of_it)
check("arrays of NumPy that are too large are a MemoryError",
      lambda: raises(MemoryError, lambda: [__import__("numpy").empty(2**27) for _ in range(5)]), requires=(_NUMPY,))
check("an array of NumPy that fits",
      lambda: __import__("numpy").ones(2**23).sum() == 2**23, requires=(_NUMPY,))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
