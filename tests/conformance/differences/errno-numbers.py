# What: the numbers of errors and signals are WASI's
# Why: `errno.h` of wasi-libc
# Do: compare with names (`errno.ENOENT`) or exceptions (`FileNotFoundError`)
import errno, os
print(errno.ENOENT, errno.EEXIST, errno.EACCES, errno.EINVAL, errno.EPIPE, os.strerror(errno.ENOENT))
try:
    open("missing")
except OSError as error:
    print(type(error).__name__, error)
print(repr(OSError(2, "by number")), repr(OSError(errno.ENOENT, "by name")))
