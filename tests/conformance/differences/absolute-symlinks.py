# What: hosts refuse symbolic links to absolute paths
# Why: a sandbox's rule (wasmtime, Node): such a link could lead out of the mounted folder
# Do: link to a relative path
import os
open("target", "w").close()
for target in ("target", "/tmp/target"):
    try:
        os.symlink(target, "link" + str(len(target)))
        print(target, "linked")
    except OSError as error:
        print(target, type(error).__name__)
