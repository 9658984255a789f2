# What: the sign of a NaN that a computation makes
# State: host
# Why: x86 makes negative ones, WebAssembly leaves it to the host's processor and compiler
# Do: never use it (`math.isnan`); `copysign` shows it
import math
inf = float(" inf")
print(math.copysign(1, inf - inf), math.copysign(1, inf * 0), math.copysign(1, inf % 3), math.isnan(inf - inf))
