# What: where two things are wrong with one call, the other one may be told
# Why: who looks at what first is the system's choice: here Python, the C library and the host look one after the other
# Do: `except OSError`, as for what may change between two calls
import errno, os
open("f", "w").close()
for call in (lambda: os.rename("f/", "n" * 256), lambda: os.open("", os.O_CREAT | os.O_DIRECTORY), lambda: os.stat("", dir_fd=99), lambda: os.stat(-1)):
    try:
        call()
    except OSError as error:
        print(errno.errorcode[error.errno])
