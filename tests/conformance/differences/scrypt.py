# What: `hashlib.scrypt`
# Why: CPython has it from OpenSSL alone, which no variant has
# Do: `hashlib.pbkdf2_hmac`, which is there
import hashlib
print(hashlib.scrypt(b"password", salt=b"NaCl", n=16, r=1, p=1, dklen=16).hex() if hasattr(hashlib, "scrypt") else "no scrypt")
