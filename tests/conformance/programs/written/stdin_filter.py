"""Reads standard input to its end, which is empty here, and writes bytes and text."""
import sys

print(repr(sys.stdin.read()), sys.stdin.encoding, sys.stdout.encoding, sys.getfilesystemencoding())
try:
    input("prompt? ")
except EOFError as error:
    print(type(error).__name__, error)
print("ünïcödé", "a", "b", sep="|", end="!\n", flush=True)
for error in ("strict", "surrogateescape"):
    try:
        print("\udc80".encode("utf-8", error))
    except UnicodeEncodeError as problem:
        print(problem)
