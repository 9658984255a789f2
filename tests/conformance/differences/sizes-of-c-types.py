# What: `sys.maxsize`, the longest sequence and the sizes of C's long and pointers are those of 32 bits
# Why: WebAssembly's memory has 32-bit addresses; `Py_ssize_t`, `long` and pointers have four bytes
# Do: use `struct` with `<` or `>` and fixed sizes (`q`), `array("q")`; do not test `sys.maxsize` for the size of an int, which has none
import array, struct, sys
print(sys.maxsize, struct.calcsize("l"), struct.calcsize("P"), array.array("l").itemsize, struct.calcsize("<q"))
try:
    print(len(range(2**40)))
except OverflowError as error:
    print("OverflowError:", error)
