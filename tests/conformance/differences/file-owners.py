# What: there are no users and groups: the functions are missing, owners are 0
# Why: WASI has none
# Do: treat all as one user's
import getpass, os
print(hasattr(os, "getuid"), hasattr(os, "chown"), hasattr(os, "umask"))
try:
    print(bool(getpass.getuser()))
except OSError as error:
    print("OSError:", error)
