# What: no more than 4 GiB of memory, less where the host says so: MemoryError
# Why: 32-bit addresses
# Do: work in pieces; the host sets the limit
try:
    print(len(bytearray(3 << 30)) >> 20)
except (MemoryError, OverflowError) as error:
    print(type(error).__name__)
