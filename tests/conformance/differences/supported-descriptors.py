# What: names and descriptors: what takes a descriptor in place of a name, what takes `dir_fd`
# Why: WASI has no fchdir and no fchmod; CPython needs dup() to list the folder of a descriptor, and there is none
# Do: ask (`os.listdir in os.supports_fd`), as the documentation of `os` says; `os.fdopen` and `os.stat` take descriptors
import os
for kind in ("supports_fd", "supports_dir_fd"):
    print(kind, *sorted(call.__name__ for call in getattr(os, kind)))
descriptor = os.open(".", os.O_RDONLY)
try:
    os.close(os.dup(descriptor))
    print("dup")
except OSError as error:
    print(type(error).__name__, error.strerror)
