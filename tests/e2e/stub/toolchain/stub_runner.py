#!/usr/bin/env python3
"""Stands in for a runtime: runs the Python program that a guest would run with this machine's own Python.

usage: stub_runner.py MODE [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm ARGUMENT...
       stub_runner.py compile TARGET FILE.wasm OUT         "compiles" for the target pdp11

MODE: keep, or a way to fail: lose (the last flush of standard output never arrives, as with composectl before
80f82012), cut (its last five bytes do not), trap, hang. Or "page": it calls pipes a terminal, so that Python colours what it can, and copies
folders, as the shims of browsers do.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

mode, words = sys.argv[1], sys.argv[2:]
if mode == "--version":
    sys.exit(print("stub 1.2.3"))
if mode == "compile":
    target, file, out = words
    if target != "pdp11":
        sys.exit(f"unknown target {target}")
    with open(file, "rb") as wasm, open(out, "wb") as compiled:
        sys.exit(compiled.write(b"for pdp11\n" + wasm.read()) and 0)
folders, environment = {}, {}
while words[0].startswith("--"):
    option, value = words.pop(0), words.pop(0)
    if option == "--dir":
        host, guest = value.split("::")
        folders[guest] = host
    else:
        name, text = value.split("=", 1)
        environment[name] = text
if mode == "page":
    copies = tempfile.TemporaryDirectory()
    folders = {guest: shutil.copytree(host, os.path.join(copies.name, str(i))) for i, (guest, host) in enumerate(folders.items())}
arguments = words[1:]
guests = "|".join(guest for guest in folders if guest != "/lib")
arguments = [re.sub(f"(^|')({guests})(?=/|')", lambda found: found[1] + folders[found[2]], argument) for argument in arguments]
if mode == "hang":
    time.sleep(60)
if mode == "trap":
    sys.stderr.write("1: error while executing at wasm backtrace:\n  0: 0x2 - <unknown>!<wasm function 0>\n"
                     "  1: 0x3 - tiny.wasm!_ZN4fftw4planEv\n2: wasm trap: indirect call type mismatch\n")
    sys.exit(134)

# Each write of the guest on its own, so that the last one is known.
read, write = os.pipe()
complaints = tempfile.TemporaryFile()
child = subprocess.Popen([sys.executable, *arguments], stdout=write, stderr=complaints, env=environment | {"PYTHONUTF8": "1"})
os.close(write)
text = b""
while block := os.read(read, 1 << 16):
    text += block
code = child.wait()
complaints.seek(0)
errors = complaints.read()
if mode == "page" and "NO_COLOR" not in environment:
    errors = re.sub(rb"(?m)^(\w+Error): (.*)$", rb"\x1b[1;35m\1\x1b[0m: \x1b[35m\2\x1b[0m", errors)
sys.stderr.buffer.write(errors)
sys.stderr.flush()
if mode == "lose":  # what Python flushes when it ends: what follows the last flush of check(), or all
    text = text[:text.rfind(b": ") + 2] if b": " in text else b""
if mode == "cut":
    text = text[:-5]
sys.stdout.buffer.write(text)
sys.stdout.flush()
sys.exit(code)
