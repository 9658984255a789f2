# What: transcendental functions may differ in the last digit
# Why: the C library is musl's, native Python here uses glibc's; neither promises the last bit
# Do: compare with `math.isclose`, print fewer digits
import math
for name, x in (("pow", None), ("tan", 1e6), ("gamma", 10.1), ("lgamma", 0.7), ("exp", 700.5), ("sinh", 20.3), ("erf", 0.3), ("cbrt", 3.3), ("log1p", 0.1), ("acosh", 5.5), ("exp2", 0.3)):
    print(name, repr(math.pow(1.1, 123.4) if x is None else getattr(math, name)(x)))
