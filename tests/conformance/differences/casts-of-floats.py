# What: floats outside of an integer type's range become other numbers
# Why: undefined in C; WebAssembly saturates, x86 gives a fixed pattern, ARM saturates too
# Do: `np.clip` before a cast
# Needs: numpy
import numpy as np
x = np.array([-1.0, 300.0, 3e9, 1e20, np.nan])
with np.errstate(all="ignore"):
    for kind in (np.uint8, np.int16, np.int32, np.uint32, np.int64):
        print(kind.__name__, x.astype(kind).tolist())
