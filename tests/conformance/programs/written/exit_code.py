"""Ends with an exit code of its own, after its handlers have run."""
import atexit
import sys

atexit.register(print, "handler")
sys.stdout.write("before\n")
try:
    sys.exit(3)
finally:
    print("finally")
    atexit.unregister(print)
