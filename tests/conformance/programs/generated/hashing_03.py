"""hashing_03: written by generate.py."""
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


data = b'zV\x1c\x86\\(9\xf2.\xb8\x04'
key = b'\xa7\xbd\x06\x9b\xa2\xa8m\xc1]\xe7\xb5LiX`\xa0,Lg\x06'
seed = 283648833
ws = ['delta', 'islet', 'Ωmega', 'tundra', 'grove', 'cedar', 'tundra', 'naïve']
show('hashlib.new("nothing")')
show('hashlib.blake2b(data, digest_size=20, key=key, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(data).hexdigest()')
show('random.Random(seed).sample(ws, 100)')
show('sorted(hashlib.algorithms_guaranteed)')
show('hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest()')
show('random.Random(seed).sample(ws, 4), random.Random(str(seed)).choices(ws, [1, 2, 3, 4, 5, 6, 7, 8], k=5)')
show('hashlib.pbkdf2_hmac("sha256", key, b"salt", 50).hex(), hashlib.pbkdf2_hmac("sha1", key, data, 3, 30).hex()')
show('hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"a", b"b")')
show('random.Random(seed).randrange(5, 5)')
show('uuid.uuid4().version, len(secrets.token_hex(8)), 0 <= secrets.randbelow(10) < 10')
show('(lambda h: (h.update(b"x"), h.copy().hexdigest()[:12], h.hexdigest()[:12]))(hashlib.sha256(data))')
show('hashlib.sha256("text")')
show('hashlib.file_digest(__import__("io").BytesIO(data), "sha256").hexdigest()')
show('random.Random(seed).gauss(0, 1) < 99, round(random.Random(seed).uniform(1, 9), 10), random.Random(seed).getrandbits(100)')
show('hashlib.sha256(data).hexdigest(), hashlib.sha224(data).hexdigest()')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
