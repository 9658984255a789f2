"""hashing_08: written by generate.py."""
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


data = b'8\x84\xa4\xd15\xb4*p\x9a>\xa4\xf91\xa9a\xd9\xc8\x03\x00\\\xec^T\x93\x13X\x1d"\xfd\xdcl\r-\x9e\xf2\xd6EC\x06\xfa\xe3\xa5\xde\x95\xea\xb2\xec-\x10\xc1k\xae\xf7\x99\x89A\xba>b\xdaf\xbet\xe8\xa2\xbd\xbe\x15\xa3\xd1,d|5vu\xb9F\xe0\x91\xe0\x95)\x8fzD\xb4\xae\x92\xb8d\xb6\xf0\xbc\xf0\xd96\xd3\xe0\xf6\x0bt{pu\x9a\x99XKk\x8a\xd2J\xff\xe9\x10A\xa5,s\x1b\x02\x0f\xca~8@\xc8\xb9j\x9b\xa0\'Sb\xa8\x9b\xb7\xc4\xc7\x1f \x8f\x8ee\x0f%\xed\x0b@N\xaa\xc2\xab\x8a\xad\x8dI\xecnzU\xb5&\xe6/\x8d'
key = b'\x139[\xa3\xf2\xc2x\xd0\xd1\xab(\xa7\xda/k\x89j\x95\xf6\x8d'
seed = 177311566
ws = ['prairie', 'knoll', 'delta', 'islet', 'cedar', 'lagoon', 'jetty', 'ridge']
show('random.Random(seed).gauss(0, 1) < 99, round(random.Random(seed).uniform(1, 9), 10), random.Random(seed).getrandbits(100)')
show('[zlib.crc32(w.encode()) for w in ws]')
show('hashlib.file_digest(__import__("io").BytesIO(data), "sha256").hexdigest()')
show('hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest()')
show('[random.Random(seed).randint(0, 100) for _ in range(3)], random.Random(seed).random()')
show('hashlib.new("nothing")')
show('uuid.UUID("nonsense")')
show('random.Random(seed).sample(ws, 4), random.Random(str(seed)).choices(ws, [1, 2, 3, 4, 5, 6, 7, 8], k=5)')
show('hashlib.new("sha256", data).name, hashlib.sha256().block_size, hashlib.sha512().digest_size')
show('hashlib.sha512(data).hexdigest(), hashlib.sha384(data).hexdigest()[:20]')
show('hashlib.blake2b(data, digest_size=20, key=key, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(data).hexdigest()')
show('uuid.uuid4().version, len(secrets.token_hex(8)), 0 <= secrets.randbelow(10) < 10')
show('(lambda h: (h.update(b"x"), h.copy().hexdigest()[:12], h.hexdigest()[:12]))(hashlib.sha256(data))')
show('sorted(hashlib.algorithms_guaranteed)')
show('hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"a", b"b")')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
