"""Linear algebra and polynomials."""
import numpy as np

a = np.array([[4.0, 1, 2], [1, 3, 0], [2, 0, 5]])
print(np.round(np.linalg.solve(a, [1, 2, 3]), 12), round(np.linalg.det(a), 10), np.round(np.linalg.eigvalsh(a), 10))
print(np.allclose(np.linalg.inv(a) @ a, np.eye(3)), np.linalg.matrix_rank(a), round(np.linalg.norm(a), 12), round(np.linalg.cond(a), 9))
q, r = np.linalg.qr(a)
print(np.allclose(q @ r, a), np.round(np.linalg.svd(a)[1], 10), np.allclose(np.linalg.cholesky(a) @ np.linalg.cholesky(a).T, a))
print(np.round(np.polyfit([0, 1, 2, 3], [1, 3, 7, 13], 2), 9), np.polyval([1, 2, 3], 2), np.round(np.roots([1, -6, 11, -6]), 8))
print(np.round(np.fft.fft([1, 2, 3, 4]), 12), np.round(np.fft.irfft(np.fft.rfft(np.arange(6.0))), 12))
print(np.einsum("ij,jk->ik", a, a), np.kron([1, 2], [1, 1]), np.convolve([1, 2, 3], [0, 1, 0.5]), np.cross([1, 0, 0], [0, 1, 0]))
