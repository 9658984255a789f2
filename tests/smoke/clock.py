"""Clocks and sleeping."""
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

import datetime
import time


def slept(seconds):
    start = time.monotonic()
    time.sleep(seconds)
    return seconds * 0.75 <= time.monotonic() - start < 20


def not_a_clock(number):
    """A clock is an address in wasi-libc, which read from any."""
    for ask in (time.clock_gettime, time.clock_gettime_ns, time.clock_getres):
        try:
            ask(number)
            return False
        except OSError:
            pass
    return True


check("the clock", lambda: datetime.datetime.now(datetime.timezone.utc).year >= 2025)
check("a clock that never goes back", lambda: time.monotonic() <= time.monotonic() and time.perf_counter_ns() <= time.perf_counter_ns())
check("a short sleep", lambda: slept(0.02))
check("a shorter one", lambda: slept(0.001))
check("two of them", lambda: slept(0.05) and slept(0.05))
check("no sleep", lambda: slept(0))
check("a clock by name", lambda: abs(time.clock_gettime(time.CLOCK_REALTIME) - time.time()) < 5 and time.clock_getres(time.CLOCK_MONOTONIC) > 0)
check("no clock by another number", lambda: all(not_a_clock(number) for number in (-1, 99, 2**31 - 1)))
check("the time of the process", lambda: time.process_time() >= 0)

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
