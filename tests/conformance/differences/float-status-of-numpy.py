# What: `numpy` gives no RuntimeWarning for overflow, invalid operations and division by zero of floats; `np.errstate(all="raise")` does not raise
# Why: WebAssembly has no floating-point status flags; integer division by zero and LinAlgError do work
# Do: test results (`np.isfinite`)
# Needs: numpy
import warnings
import numpy as np
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    result = [np.float64(1) / np.float64(0), np.sqrt(np.array([-1.0]))[0] != 0, np.exp(np.array([1000.0]))[0]]
print(*map(str, result), sorted({str(w.message).split(" ")[0] for w in caught}))
