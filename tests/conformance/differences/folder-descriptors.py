# What: a folder's descriptor has no place, and can be neither flushed nor read: all are an OSError, with another number when it is read
# Why: wasmtime opens folders without a file behind them; SQLite, which flushes a folder, is patched not to mind
# Do: take an OSError of `os.fsync` of a folder for done, as for Windows, where a folder cannot be opened at all
import errno, os
folder = os.open(".", os.O_RDONLY)
for call in (lambda: os.fsync(folder), lambda: os.read(folder, 1), lambda: os.lseek(folder, 0, os.SEEK_SET)):
    try:
        print(call())
    except OSError as error:
        print(errno.errorcode[error.errno])
