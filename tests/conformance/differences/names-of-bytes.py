# What: names of files are UTF-8: a name of other bytes is an OSError, and so is listing a folder that holds one
# Why: WASI's names are Unicode
# Do: rename such files outside; names that come from elsewhere: `name.encode("utf-8", "replace")`
import errno, os
for call in (lambda: os.mkdir(b"caf\xe9"), lambda: open("th\udce9", "w").close(), lambda: os.mkdir("caf\u00e9")):
    try:
        print(call())
    except OSError as error:
        print(errno.errorcode[error.errno])
