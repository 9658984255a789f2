# Run: closed-output
# What: who writes to a pipe that nobody reads gets an OSError with number 29, or nothing, in place of BrokenPipeError
# Why: wasmtime reports a closed pipe as an I/O error
# Do: `except OSError` where `except BrokenPipeError` stood
import sys
try:
    for _ in range(2000):
        print("x" * 100)
    sys.stdout.flush()
except OSError as error:
    print(type(error).__name__, file=sys.stderr)
    sys.stderr.flush()
    import os
    os._exit(7)
