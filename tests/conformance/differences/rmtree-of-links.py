# What: `shutil.rmtree` of a symbolic link that leads to nothing is a plain OSError
# Why: `shutil` removes by descriptors where there are all functions for it; here, as on Windows, it looks at the name first and refuses every link
# Do: `except OSError`; `os.unlink` removes links
import os, shutil
os.symlink("nothing", "link")
try:
    shutil.rmtree("link")
except OSError as error:
    print(type(error).__name__, os.path.lexists("link"))
