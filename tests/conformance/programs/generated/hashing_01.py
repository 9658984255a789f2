"""hashing_01: written by generate.py."""
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


data = b'\x07X\x04H\xc1\xd6\xe8e\xb21;\x87\xb9\xaa\x84qz\x88\xa0r\xc2\x06\x12\xe02O\xb0\x9fn\xe9p.d\xb9g~sM\x0e`v^U\xbee\xca\xb6\x06\xae\x93\xd7\x82"E\x83\xacUi&=\xa0D\xc1\xa2\x903\xaf\xceXSyr\xc9\xdd'
key = b'\xbbK\x10B\xe4t\xa7\x90s\x97f\xcb\x9e\xddJ\x1e+_7\xec'
seed = 833696046
ws = ['lagoon', 'heron', 'Ωmega', 'ridge', 'naïve', 'Ωmega', 'grove', 'ridge']
show('hashlib.new("nothing")')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
show('[random.Random(seed).randint(0, 100) for _ in range(3)], random.Random(seed).random()')
show('random.Random(seed).sample(ws, 100)')
show('hashlib.blake2b(data, digest_size=20, key=key, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(data).hexdigest()')
show('hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"a", b"b")')
show('hashlib.file_digest(__import__("io").BytesIO(data), "sha256").hexdigest()')
show('random.Random(seed).triangular(0, 10, 3), random.Random(3).getstate()[1][:3]')
show('uuid.uuid4().version, len(secrets.token_hex(8)), 0 <= secrets.randbelow(10) < 10')
show('[zlib.crc32(w.encode()) for w in ws]')
show('hashlib.sha256("text")')
show('(lambda l: (random.Random(seed).shuffle(l), l))(list(ws))')
show('hashlib.sha512(data).hexdigest(), hashlib.sha384(data).hexdigest()[:20]')
show('uuid.UUID("nonsense")')
show('(lambda h: (h.update(b"x"), h.copy().hexdigest()[:12], h.hexdigest()[:12]))(hashlib.sha256(data))')
show('hashlib.new("sha256", data).name, hashlib.sha256().block_size, hashlib.sha512().digest_size')
