# What: no threads: starting one raises
# Why: WASI (preview 1) has none
# Do: `asyncio`, or call the function; `concurrent.futures` and `asyncio.to_thread` need threads too
import threading
try:
    thread = threading.Thread(target=print, args=("in a thread",))
    thread.start()
    thread.join()
except RuntimeError as error:
    print("RuntimeError:", error)
