# What: `sys.platform` is wasi, `os.name` posix
# Why: it is another system, and says so
# Do: test for what is needed (`hasattr(os, "fork")`), not for a system's name
import os, platform, sys
print(sys.platform, os.name, platform.system(), os.uname().sysname, os.uname().machine)
