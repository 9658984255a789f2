# What: `..` does not lead out of a mounted folder
# Why: the same rule
# Do: mount the folder above
import os
os.makedirs("a/b")
os.chdir("a/b")
print(sorted(os.listdir("..")))
try:
    print(os.path.isdir("../../../../../.."))
except OSError as error:
    print(type(error).__name__)
