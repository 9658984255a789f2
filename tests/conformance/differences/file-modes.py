# What: files have the modes 0644, folders 0755, always; to take a right away is an OSError
# Why: WASI has no permissions
# Do: set modes where files are unpacked; `tarfile` and `zipfile` write the modes that they are given
import os
open("f", "w").close()
try:
    os.chmod("f", 0o600)
except OSError as error:
    print(type(error).__name__, error)
print(oct(os.stat("f").st_mode))
