# What: a file cannot have a time before 1970
# Why: WASI's times are nanoseconds since then, without a sign
# Do: `max(time, 0)` before `os.utime`
import os
open("a", "w").close()
for moment in (-1, -86400.5, 0, 1):
    try:
        os.utime("a", (moment, moment))
        print(moment, os.stat("a").st_mtime)
    except (OSError, OverflowError, ValueError) as error:
        print(moment, type(error).__name__, error)
