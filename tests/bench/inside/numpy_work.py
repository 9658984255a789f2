"""What programs do most with NumPy, on arrays that fit into a second-level cache and on larger ones: numpy_work.py [NAME]..."""
import sys

import numpy as np
import pyperf

random = np.random.default_rng(7)
SMALL, LARGE = random.random(1000), random.random(1_000_000)
WHOLE = (LARGE * 1e9).astype(np.int64)
SQUARE = random.random((256, 256))
WORDS = np.array([f"word {n % 997}" for n in range(20_000)])
OUT = np.empty_like(LARGE)

WORK = {
    "add 1,000": lambda: SMALL + SMALL,
    "add 1,000,000": lambda: np.add(LARGE, LARGE, out=OUT),
    "multiply and sum": lambda: (LARGE * LARGE).sum(),
    "exp": lambda: np.exp(LARGE, out=OUT),
    "sin": lambda: np.sin(LARGE, out=OUT),
    "compare and count": lambda: np.count_nonzero(LARGE > 0.5),
    "sort": lambda: np.sort(LARGE),
    "argsort of integers": lambda: np.argsort(WHOLE[:100_000], kind="stable"),
    "take by index": lambda: LARGE[WHOLE % 1_000_000],
    "matrix product": lambda: SQUARE @ SQUARE,
    "solve": lambda: np.linalg.solve(SQUARE, SQUARE[0]),
    "fft": lambda: np.fft.rfft(LARGE[:2**18]),
    "normal numbers": lambda: random.standard_normal(100_000),
    "cumulative sum": lambda: np.cumsum(LARGE, out=OUT),
    "as float32": lambda: LARGE.astype(np.float32),
    "unique words": lambda: np.unique(WORDS),
    "a small array made": lambda: np.array([1.0, 2.0, 3.0]),
    "mean over an axis": lambda: SQUARE.mean(axis=0),
}

runner = pyperf.Runner()
for name in sys.argv[1:] or WORK:
    runner.bench_func(name, WORK.get(name, lambda: None))
