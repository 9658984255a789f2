"""What a user of crc32c sees, the same whether its provider is loaded or built in: prints OK and the version."""
import sys

import crc32c

assert crc32c.checksum(b"123456789") == 0xE3069283  # the check value of RFC 3720's polynomial
assert crc32c.checksum(b"56789", crc32c.checksum(b"1234")) == 0xE3069283
assert crc32c.checksum(b"") == 0
assert not [name for name in dir(crc32c) if "dynlink" in name]
try:
    crc32c.checksum("text")
except TypeError:
    pass
else:
    raise AssertionError("text has no checksum")
built_in = "_crc32c_dynlink_cap" in sys.builtin_module_names
assert built_in == (sys.platform == "wasi"), "the other way round than this test is about"
print("OK", sys.version.split()[0], "built in" if built_in else "loaded")
