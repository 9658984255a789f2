"""Runs a command that starts a host, and once more where the kernel kept the host from starting.

Wasmtime keeps the memory of a file from its code cache in a memfd and seals that. The kernel refuses a seal (EBUSY) while something
else of its own holds one of the pages, for example when it moves memory about: seen once in some hundred thousand starts (Wasmtime
49.0.3, Linux 6.18). The guest has not begun then, so that a second start loses nothing.
"""
import subprocess

REFUSED = b"cannot add seals to the memfd"


def run(command, **options):
    """subprocess.run with both streams captured; `input` is bytes, and so is what comes back."""
    for _ in range(3):
        done = subprocess.run(command, capture_output=True, **options)
        if REFUSED not in done.stderr:
            break
    return done
