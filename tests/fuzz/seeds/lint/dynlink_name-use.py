1import os, crc32c_dynlink as c
from pkg.a_dynlink import (
    one,
    two_dynlink,
)
from pkg import _private_dynlink_cap
importlib.import_module("late_dynlink")
has_dynlink = True  # import comment_dynlink
text = "import string_dynlink"
load_dynlink()
