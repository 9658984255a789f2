# What: `hashlib.new` knows the guaranteed names, not those of OpenSSL
# Why: there is no OpenSSL
# Do: nothing else is safe to rely on anywhere
import hashlib
print({"ripemd160", "sha512_256", "sm3"} & hashlib.algorithms_available != set(), sorted(hashlib.algorithms_guaranteed)[:3])
