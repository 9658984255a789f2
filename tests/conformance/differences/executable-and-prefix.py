# What: `sys.executable` is empty or no program that can be started
# Why: what runs is a module inside a host
# Do: do not start it; `sys.argv`, `__file__`
import os, sys
print(bool(sys.executable) and os.path.isfile(sys.executable), sys.prefix in ("/", "//"))
