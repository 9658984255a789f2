"""asyncio in a world of one thread, without sockets and signals: what works, and what says why it cannot."""
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

import asyncio
import io
import signal
import socket
import subprocess
import time
import urllib.request


def run(coroutine):
    return asyncio.run(coroutine)


async def raises(error, awaitable):
    try:
        await awaitable
    except error:
        return True
    return False


async def one():
    return 1


async def slept():
    """All sleep at the same time. That is counted: in debug mode an interpreter of WebAssembly takes a second for ten tasks."""
    started, asleep, most = time.monotonic(), 0, 0

    async def sleep(n):
        nonlocal asleep, most
        asleep += 1
        most = max(most, asleep)
        await asyncio.sleep(0.1)
        asleep -= 1
        return n

    got = await asyncio.gather(*(sleep(n) for n in range(10)))
    return got == list(range(10)) and most == 10 and asleep == 0 and time.monotonic() - started > 0.09


async def queued():
    queue, got = asyncio.Queue(2), []

    async def produce():
        for n in range(100):
            await queue.put(n)
        await queue.put(None)

    async def consume():
        while (item := await queue.get()) is not None:
            got.append(item)

    async with asyncio.TaskGroup() as group:
        group.create_task(produce())
        group.create_task(consume())
    return got == list(range(100))


async def timed_out():
    async def slow():
        async with asyncio.timeout(0.01):
            await asyncio.sleep(60)

    return await raises(TimeoutError, slow()) and await raises(TimeoutError, asyncio.wait_for(asyncio.Event().wait(), 0.01))


async def cancelled():
    task = asyncio.create_task(asyncio.sleep(60))
    await asyncio.sleep(0)
    task.cancel()
    return await raises(asyncio.CancelledError, task)


async def locked():
    lock, order = asyncio.Lock(), []

    async def worker(n):
        async with lock:
            await asyncio.sleep(0)
            order.append(n)

    await asyncio.gather(*(worker(n) for n in range(5)))
    return order == list(range(5))


async def read_standard_input():
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), io.FileIO(0, closefd=False))
    await asyncio.wait_for(reader.read(), 60)
    return True


async def wrote_standard_output():
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, io.FileIO(1, "w", closefd=False))
    writer = asyncio.StreamWriter(transport, protocol, None, loop)
    writer.write(b"by a stream\n")
    await writer.drain()
    return True


async def read_and_wrote():
    """Node waits until all of several files are ready: what is written to is not to be waited for, beside what is read."""
    loop, start = asyncio.get_running_loop(), time.monotonic()
    await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, io.FileIO(1, "w", closefd=False))
    await asyncio.sleep(0)
    await read_standard_input()
    return time.monotonic() - start < 30


async def in_thread():
    return await raises(RuntimeError, asyncio.to_thread(one))


async def with_signal():
    """As a loop to which no handler was added."""
    loop = asyncio.get_running_loop()
    return (error_of(lambda: loop.add_signal_handler(signal.SIGINT, print)) is NotImplementedError and signal.SIGINT in signal.valid_signals()
            and loop.remove_signal_handler(signal.SIGINT) is False and error_of(lambda: loop.remove_signal_handler("2")) is TypeError
            and error_of(lambda: loop.remove_signal_handler(12345)) is ValueError)


async def in_subprocess():
    return (await raises(OSError, asyncio.create_subprocess_exec("true"))
            and await raises(OSError, asyncio.create_subprocess_shell("true", stdin=subprocess.PIPE)))


async def over_sockets():
    return (await raises(OSError, asyncio.open_connection("127.0.0.1", 80))
            and await raises(OSError, asyncio.open_connection("localhost", 80))
            and await raises(OSError, asyncio.start_server(print, "127.0.0.1", 0)))


def error_of(thunk):
    try:
        thunk()
    except Exception as error:
        return type(error)


check("a coroutine", lambda: run(one()) == 1)
check("sleep and gather", lambda: run(slept()))
check("queues and groups", lambda: run(queued()))
check("timeouts", lambda: run(timed_out()))
check("cancelling", lambda: run(cancelled()))
check("locks", lambda: run(locked()))
check("a loop by hand, twice", lambda: [asyncio.new_event_loop().run_until_complete(one()) for _ in range(2)] == [1, 1])
check("debug mode", lambda: asyncio.run(slept(), debug=True))
check("a stream on standard input", lambda: run(read_standard_input()))
streamed = error_of(lambda: run(wrote_standard_output()))  # before the check, whose line it would be in
check("a stream on standard output", lambda: streamed is None)
check("streams on both", lambda: run(read_and_wrote()))
check("no threads", lambda: run(in_thread()))
check("no signals", lambda: run(with_signal()))
check("no subprocesses", lambda: run(in_subprocess()))
check("no sockets", lambda: run(over_sockets()))
check("waiting for nothing", lambda: error_of(lambda: run(asyncio.Event().wait())) is RuntimeError)
check("names of hosts", lambda: error_of(lambda: socket.getaddrinfo("localhost", 80)) is socket.gaierror)
check("urllib", lambda: issubclass(error_of(lambda: urllib.request.urlopen("http://localhost/")), OSError))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
