# What: `os.access(..., os.X_OK)`: nobody may execute a file, anybody may enter a folder
# State: mended
# Why: as `stat` says; native Python says the same of a file with mode 0644
# Do: nothing
import os
import shutil
open("f", "w").close()
os.mkdir("d")
print(os.access("f", os.F_OK), os.access("f", os.R_OK | os.W_OK), os.access("d", os.X_OK), os.access("missing", os.F_OK),
      os.access("f", os.X_OK), os.access("f", os.X_OK, dir_fd=os.open(".", os.O_RDONLY)), os.access("d/", os.W_OK), shutil.which("f", path="."))
