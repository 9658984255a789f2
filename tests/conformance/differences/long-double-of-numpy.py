# What: `np.longdouble` has 128 bits, its functions the precision of a double
# Why: WebAssembly's C has quadruple long doubles; musl computes their functions in double
# Do: `np.float64`, `decimal`
# Needs: numpy
import numpy as np
print(np.finfo(np.longdouble).nmant, np.dtype(np.longdouble).itemsize)
