# What: no signals arrive: handlers can be set and are not called from outside, `signal.alarm` is not there
# Why: WASI has no signals
# Do: `asyncio.timeout`; the host ends what takes too long
import signal
print(hasattr(signal, "alarm"), hasattr(signal, "SIGKILL"), hasattr(signal, "pthread_kill"))
