"""Digits of pi and e by integers of any length."""


def pi_digits():
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2


digits = pi_digits()
print("".join(str(next(digits)) for _ in range(300)))
e = one = 10**120
term, n = one, 1
while term:
    term //= n
    e += term if n > 1 else term
    n += 1
print(e - one * (0 if n else 1))
print(2**521 - 1)
print(sum(map(int, str(3**1000))), len(str(7**2000)))
