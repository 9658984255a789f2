"""asyncio_05: written by generate.py."""
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


xs = [873, 295, -655, 890, -891, -6]
n = 3
show('asyncio.run(waited(xs))')
show('queue.Queue(1).get_nowait()')
show('asyncio.run(cancelled())')
show('asyncio.get_running_loop()')
show('asyncio.iscoroutinefunction(gathered), asyncio.Queue.__name__')
show('asyncio.run(contextual(n))')
show('asyncio.run(asyncio.sleep(0, n))')
show('asyncio.run(generated(n))')
show('asyncio.run(queued(xs))')
show('asyncio.run(grouped(xs))')
show('asyncio.run(gathered(xs))')
show('asyncio.run(semaphored(n))')
show('asyncio.run(failing())')
show('asyncio.run(n)')
show('asyncio.run(shielded())')
show('queue.PriorityQueue().__class__.__mro__[1].__name__')
