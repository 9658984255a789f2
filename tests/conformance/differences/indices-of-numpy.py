# What: an index of 2**32 or more, in an array of 64-bit numbers
# State: mended
# Why: NumPy cut such arrays to 32 bits, so that 2**32 was the first element; a patch refuses what does not fit
# Do: nothing
# Needs: numpy
import numpy as np
a = np.arange(5)
for index in (np.array([2**32]), np.array([2**32 + 1], np.uint64), np.array([-2**32])):
    for use in (lambda: a[index], lambda: a.take(index), lambda: np.repeat(a, 2, axis=None).put(index, 1)):
        try:
            print(use(), end=" ")
        except (IndexError, OverflowError, TypeError, ValueError) as error:
            print("refused", end=" ")
print()
