# What: `hashlib.scrypt`
# State: mended
# Why: CPython has it from OpenSSL alone, which no variant has; a patch has RFC 7914 in C
# Do: nothing
import hashlib
print(hashlib.scrypt(b"password", salt=b"NaCl", n=16, r=1, p=1, dklen=16).hex() if hasattr(hashlib, "scrypt") else "no scrypt")
