"""Gauss, determinants and least squares in fractions and floats."""
from fractions import Fraction


def solve(matrix, right):
    rows = [[Fraction(v) for v in row] + [Fraction(r)] for row, r in zip(matrix, right)]
    n = len(rows)
    for i in range(n):
        pivot = next(j for j in range(i, n) if rows[j][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [v / rows[i][i] for v in rows[i]]
        for j in range(n):
            if j != i:
                rows[j] = [a - rows[j][i] * b for a, b in zip(rows[j], rows[i])]
    return [row[-1] for row in rows]


hilbert = [[Fraction(1, i + j + 1) for j in range(6)] for i in range(6)]
print(*solve(hilbert, [1] * 6))
xs = [0.0, 1.0, 2.0, 3.5, 5.0]
ys = [1.1, 2.9, 5.2, 7.8, 11.3]
n, sx, sy = len(xs), sum(xs), sum(ys)
slope = (n * sum(x * y for x, y in zip(xs, ys)) - sx * sy) / (n * sum(x * x for x in xs) - sx * sx)
print(slope, (sy - slope * sx) / n)
state = [1.0, 0.0]
for _ in range(1000):
    state = [state[0] + 0.01 * state[1], state[1] - 0.01 * state[0]]
print(state)
