# What: `hash()` of a number or text is another number, and sets of large numbers have another order
# Why: hashes have 32 bits; numbers are taken modulo 2**31 - 1, natively 2**61 - 1
# Do: never keep a hash() or the order of a set beyond a run (hashlib, sorted)
import sys
print(sys.hash_info.width, hash(2**31), hash(0.5), hash((1, 2)))
print(list({10**10, 10**11, 5}))
