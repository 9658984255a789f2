# What: NumPy's default integers have 32 bits: sums and products wrap
# Why: `np.intp` and C's long have four bytes; NumPy takes them by default, as it did on Windows before 2.0
# Do: say `dtype=np.int64`
# Needs: numpy
import numpy as np
print(np.array([1, 2]).dtype, np.arange(3).dtype, np.zeros(1, int).dtype, np.intp(0).nbytes, np.array([2**31]).dtype)
print(np.arange(100000).sum(), np.array([50000]) * np.array([50000]), np.array([2**20]).prod() ** 2)
