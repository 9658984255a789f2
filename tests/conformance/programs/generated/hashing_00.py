"""hashing_00: written by generate.py."""
import re
import hashlib
import hmac
import uuid
import random
import secrets
import zlib


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


data = b'\x1bI/\xbc\x8d4}"\x12\x0e^\xc3y\x16P\xa9B\xaf\xfb\xca\xf3\x03Ve\xca\x14\x80\xa2\xfb\r\x07\x07:\xe1-\xbd\\\x1ef=\x16t\xb5D!yRO\x0c^l\xc4\x82\xd1l\xcd\xc6q\x9d\xc9X{\xd6QtT\x01[G\xa6\x81L\xc7|\xbf!v@\xf8\x87\x97\xb7jm\xb6\xdf\xb9L]\xefK\x1a2\xda\x81\xe6F\xc6\xf5\xe8\x15WSL\xb4\xb5a\x9c;v_\xd1X\xc2\xdf$=\r\x99\xc8s\xf9\x88\xe7\xcc\x9aQ\xa5je\xa8\xc9\x85\xcc\xb9\x9aHH\xd3qOj\xbaY\x94\x95\xa1L\x80\xa1g\x14.e\xf8\xd6X\x02R\x96}\xdf+\xfa\xd0z\xdcl\x8b\x1c\x8e\x13\xbd\xb1\xacS\x81h\xb3'
key = b'\x9dL\xea~\xc0\xbf`+\x81I-\xc8\x045[\xcb\x96\x1b\x1c\xa8'
seed = 806289218
ws = ['prairie', 'ridge', 'straße', 'grove', 'grove', 'ember', 'straße', 'jetty']
show('hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest()')
show('[zlib.crc32(w.encode()) for w in ws]')
show('hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"a", b"b")')
show('(lambda h: (h.update(b"x"), h.copy().hexdigest()[:12], h.hexdigest()[:12]))(hashlib.sha256(data))')
show('hashlib.file_digest(__import__("io").BytesIO(data), "sha256").hexdigest()')
show('hashlib.sha256(data).hexdigest(), hashlib.sha224(data).hexdigest()')
show('random.Random(key).randbytes(8).hex(), random.Random(ws[0]).randrange(0, 1000, 7), random.Random(seed).binomialvariate(20, 0.3)')
show('uuid.uuid4().version, len(secrets.token_hex(8)), 0 <= secrets.randbelow(10) < 10')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
show('uuid.UUID("nonsense")')
show('(lambda l: (random.Random(seed).shuffle(l), l))(list(ws))')
show('[random.Random(seed).randint(0, 100) for _ in range(3)], random.Random(seed).random()')
show('hashlib.new("sha256", data).name, hashlib.sha256().block_size, hashlib.sha512().digest_size')
show('hashlib.blake2b(data, digest_size=20, key=key, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(data).hexdigest()')
show('sorted(hashlib.algorithms_guaranteed)')
show('hashlib.new("nothing")')
