"""asyncio_08: written by generate.py."""
import re
import asyncio
import contextvars
import queue
import time
import os
import sys


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


sys.path.append(os.path.join(os.path.dirname(__file__), "..", "helpers"))
from asyncio_helpers import *  # noqa: E402,F403


xs = [435, 564, 630, 108, 11, 762]
n = 4
show('asyncio.run(failing())')
show('(lambda q: (q.put(1), q.get(), q.empty(), q.qsize()))(queue.Queue())')
show('asyncio.run(shielded())')
show('asyncio.run(semaphored(n))')
show('asyncio.run(cancelled())')
show('asyncio.run(events())')
show('asyncio.run(asyncio.sleep(0, n))')
show('asyncio.iscoroutinefunction(gathered), asyncio.Queue.__name__')
show('asyncio.run(n)')
show('asyncio.run(gathered(xs))')
show('asyncio.run(generated(n))')
show('asyncio.run(grouped(xs))')
show('asyncio.run(timed_out())')
show('asyncio.run(locked(n))')
show('asyncio.run(waited(xs))')
show('asyncio.get_running_loop()')
