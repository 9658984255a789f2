"""Proof of the landmine capsule-null, run by a Python that has Modules/_capsule_probe: prints OK and the version."""
import sys

import _capsule_probe as probe


def error_of(function, capsule):
    try:
        function(capsule)
    except ValueError as error:
        return str(error)
    return None


capsule = probe.open()
message = error_of(probe.close_badly, capsule)
assert message is not None and "null" in message, message
probe.use(capsule)  # nothing was closed

probe.close(capsule)
assert probe.released() == 1
assert error_of(probe.use, capsule) is not None, "a closed capsule can be used"
assert error_of(probe.close, capsule) is not None, "a second close is no error"
del capsule
assert probe.released() == 1, "the destructor ran after close"

capsule = probe.open()
del capsule
assert probe.released() == 2, "the destructor did not run"
print("OK", sys.version.split()[0])
