# What: `..` does not lead out of the folder of a descriptor (`dir_fd`); out of a mounted folder it leads to the guest's other ones alone. Of `link/..` below a descriptor hosts may go up from the link
# Why: the same rule
# Do: mount the folder above; name a path in place of a descriptor
import os
os.makedirs("a/b")
os.chdir("a/b")
print(sorted(os.listdir("..")))
print(os.path.isdir("../../../../../.."))
descriptor = os.open(".", os.O_RDONLY)
try:
    print(os.stat("../b", dir_fd=descriptor).st_nlink > 0)
except (OSError, TypeError) as error:
    print(type(error).__name__)
