# What: functions of `os` for what WASI has not: processes, pipes, users, owners, the umask, extended attributes, vectored reads
# Why: CPython leaves out what the C library does not have, as on Windows
# Do: ask for them (`hasattr(os, "umask")`), as for Windows; `os.walk` for `os.fwalk`, `os.write` of joined parts for `os.writev`
import os
names = """fchdir fchmod fchown fork fwalk getloadavg getppid getrandom getuid kill mkfifo nice pipe preadv pwritev
    readv sched_getaffinity sendfile setxattr sync umask waitpid writev""".split()
print("missing:", *(name for name in names if not hasattr(os, name)))
