"""Entries of a remote store, read and forged without pylonctl's help: what a hostile server could do."""
import hashlib
import hmac
import io
import json
import tarfile

FORMAT = "pylonctl step 1"
LEASE_FORMAT = "pylonctl lease 1"
EMPTY = hashlib.sha256(b"").hexdigest()


def varint(value):
    out = b""
    while value >= 0x80:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def fields(data):
    """Number and value of each field of a message."""
    at = 0

    def number():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(data):
        tag = number()
        if tag & 7 == 0:
            yield tag >> 3, number()
        else:
            assert tag & 7 == 2, tag
            size = number()
            yield tag >> 3, data[at:at + size]
            at += size


def read(data):
    """The entry (a dictionary) of an action result."""
    return json.loads(dict(fields(data))[5].split(b"\n", 1)[1])


def signed(form, document, secret):
    """The document as text with its signature; secret: None for an unsigned one."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"))
    signature = "unsigned"
    if secret is not None:
        signature = hmac.new(secret.encode(), f"{form}\n{text}".encode(), hashlib.sha256).hexdigest()
    return f"{signature}\n{text}".encode()


def lease(of, holder, secret, renewal=0, ended=False):
    """The name and the bytes of a lease."""
    text = signed(LEASE_FORMAT, {"of": of, "holder": holder, "renewal": renewal, "ended": ended}, secret)
    blob = field(1, EMPTY.encode()) + field(2, 0)
    return hashlib.sha256(f"{LEASE_FORMAT}\n{of}".encode()).hexdigest(), field(2, field(1, b"lease") + field(2, blob)) + field(5, text)


def write(entry, secret, digest=None, size=None):
    """An action result."""
    blob = field(1, (digest or entry["archive"]).encode()) + field(2, entry["bytes"] if size is None else size)
    return field(2, field(1, b"step.tar.zst") + field(2, blob)) + field(5, signed(FORMAT, entry, secret))


def archive(members):
    """A tar of (TarInfo, bytes); any compression that libarchive reads will do."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:xz") as tar:
        for info, data in members:
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def member(name, **more):
    info = tarfile.TarInfo(name)
    for attribute, value in more.items():
        setattr(info, attribute, value)
    return info


def content(files):
    """The digest of the list of files (path -> bytes), as a step's entry has it."""
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())]
    return hashlib.sha256("".join(lines).encode()).hexdigest()
