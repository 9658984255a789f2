"""Interest and rounding in decimals, as a bank does it."""
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, getcontext, localcontext

getcontext().prec = 28
balance = Decimal("1234.56")
for year in range(1, 11):
    interest = (balance * Decimal("0.0275")).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    balance += interest
    print(f"{year:>2} {interest:>8} {balance:>12,}")
with localcontext() as context:
    context.prec = 60
    print(Decimal(2).sqrt(), Decimal(1).exp())
    print(sum(Decimal(1) / Decimal(n).__pow__(2) for n in range(1, 200)))
print(Decimal("2.675").quantize(Decimal("0.01"), ROUND_HALF_UP), round(2.675, 2), Decimal(2.675))
print(getcontext().flags[__import__("decimal").Inexact], Decimal("1e-28") + 1)
