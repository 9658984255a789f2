# What: the numbers of flags of `os.open` and of `select.poll` are WASI's
# Why: `fcntl.h` of wasi-libc
# Do: use the names, keep no numbers
import os
print(os.O_RDONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC)
