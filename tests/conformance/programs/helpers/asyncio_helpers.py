"""What the generated programs about asyncio call."""
import asyncio
import contextvars


async def square(x):
    await asyncio.sleep(0)
    return x * x


async def gathered(xs):
    return await asyncio.gather(*map(square, xs))


async def queued(xs):
    q, out = asyncio.Queue(2), []

    async def consume():
        while (x := await q.get()) is not None:
            out.append(x)
            q.task_done()

    task = asyncio.create_task(consume())
    for x in [*xs, None]:
        await q.put(x)
    await task
    return out


async def timed_out():
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(5)
    except TimeoutError as error:
        return type(error).__name__
    return await asyncio.wait_for(asyncio.sleep(5), 0.01)


async def cancelled():
    task = asyncio.create_task(asyncio.sleep(5))
    await asyncio.sleep(0)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        return error.args, task.cancelled()


async def grouped(xs):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(square(x)) for x in xs]
    return [task.result() for task in tasks]


async def failing():
    async def fail(n):
        raise ValueError(n)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(1))
            group.create_task(fail(2))
    except* ValueError as group:
        print(sorted(error.args for error in group.exceptions))
    return await asyncio.gather(fail(3), square(2), return_exceptions=True)


async def locked(n):
    lock, log = asyncio.Lock(), []

    async def work(i):
        async with lock:
            log.append(("in", i))
            await asyncio.sleep(0)
            log.append(("out", i))

    await asyncio.gather(*(work(i) for i in range(n)))
    return log


async def ordered(xs):
    async def later(i, x):
        await asyncio.sleep(0.01 * i)
        return x
    return [await done for done in asyncio.as_completed([later(i, x) for i, x in enumerate(xs)])]


async def generated(n):
    async def numbers():
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    return [i async for i in numbers() if i % 2]


async def events():
    event, log = asyncio.Event(), []

    async def wait():
        await event.wait()
        log.append("woken")

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    log.append("set")
    event.set()
    await task
    return log, event.is_set()


async def semaphored(n):
    semaphore, now, most = asyncio.Semaphore(2), 0, 0

    async def work():
        nonlocal now, most
        async with semaphore:
            now += 1
            most = max(most, now)
            await asyncio.sleep(0)
            now -= 1

    await asyncio.gather(*(work() for _ in range(n)))
    return most, semaphore.locked()


async def shielded():
    inner = asyncio.create_task(square(7))
    outer = asyncio.shield(inner)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        return await inner


async def waited(xs):
    done, pending = await asyncio.wait([asyncio.create_task(square(x)) for x in xs], timeout=5)
    return sorted(task.result() for task in done), len(pending)


async def contextual(n):
    variable = contextvars.ContextVar("variable", default=0)

    async def inner():
        variable.set(n)
        return variable.get()

    return await asyncio.create_task(inner()), variable.get()


async def futures(n):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(future.set_result, n)
    loop.call_later(0.001, print, "later")
    result = await future
    await asyncio.sleep(0.02)
    return result, future.done(), [type(task).__name__ for task in asyncio.all_tasks()]
