"""Arrays, slices, broadcasting and sums."""
import numpy as np

a = np.arange(24, dtype=np.int64).reshape(2, 3, 4)
print(a, a.sum(axis=1), a.mean(axis=(0, 2)), a[:, ::-1, 1:3], sep="\n")
print(a[a % 5 == 0], np.where(a > 20), a.T.shape, a.strides)
b = np.linspace(0, 1, 5)
print(b[:, None] * b, np.outer(b, b).trace(), np.cumsum(b), np.diff(b))
print(np.concatenate([a[0], a[1]]).shape, np.stack([b, b]).shape, np.split(b, [2])[1], np.tile(b[:2], 3), np.repeat(b[:2], 2))
print(np.sort(np.array([3, 1, 2])), np.argsort([3, 1, 2]), np.unique([1, 2, 2, 3], return_counts=True))
print(np.array([1, 2, 3], np.uint8) - np.uint8(5), np.float32(0.1) + np.float32(0.2), np.array(["a", "bcd"]).dtype)
for bad in (lambda: a.reshape(5, 5), lambda: b[7], lambda: a @ b, lambda: np.zeros(3) + np.zeros(4), lambda: np.array(["x"]).astype(float)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
