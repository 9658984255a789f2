"""hashing_13: written by generate.py."""
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


data = b'\xe9\x95\xab7\xc8E\xd9\xfb\xdcBA\x83\xcebY?\xb2\x1d\x1e\xe9\xda\x16s\xc0\x8b\xe9\x9d\xa0\xf6\xaf$\x7f:\xcfiH\xe0F\xb5\\@\xf7\xc92jSU\xbb\xf8=\xbe\xd0H\x1f\x8a\xf1\'\xdd5a\xab\xde\x8b\x04\x04Me=O\x90\xa7c\xee\xd8./b2H\xea\x04\xedj\x82\xbaM\xc7\xe7\xc7\x03\n\x81\n\rq\x90\xd0\xc1IIz\xa3"xg7m\x11we.\xa1<\x03m\x1e~\x9f;\\7\xf0Y\xb0\x07\x1cVX\x93\x01\xc5\xf6y\xb2\x1fys\x7f\x92\x14d\x9c\xb4'
key = b'\xf7\xe2Oes\xc2\x81\xa4\xa2\xf5\x07\x15\xefXy+%\x17\xcb\xfb'
seed = 512863863
ws = ['cedar', 'Ωmega', 'lagoon', 'tundra', 'naïve', 'ember', 'birch', 'birch']
show('random.Random(seed).triangular(0, 10, 3), random.Random(3).getstate()[1][:3]')
show('hmac.new(key, data, "sha256").hexdigest(), hmac.digest(key, data, "sha1").hex(), hmac.new(key, data, hashlib.sha3_256).hexdigest()')
show('hashlib.new("sha256", data).name, hashlib.sha256().block_size, hashlib.sha512().digest_size')
show('uuid.UUID("nonsense")')
show('sorted(hashlib.algorithms_guaranteed)')
show('uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.uuid3(uuid.NAMESPACE_URL, ws[0]), uuid.UUID(int=seed).hex')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
show('[random.Random(seed).randint(0, 100) for _ in range(3)], random.Random(seed).random()')
show('hashlib.sha256(data).hexdigest(), hashlib.sha224(data).hexdigest()')
show('random.Random(seed).sample(ws, 100)')
show('(lambda l: (random.Random(seed).shuffle(l), l))(list(ws))')
show('hashlib.new("nothing")')
show('(lambda h: (h.update(b"x"), h.copy().hexdigest()[:12], h.hexdigest()[:12]))(hashlib.sha256(data))')
show('random.Random(key).randbytes(8).hex(), random.Random(ws[0]).randrange(0, 1000, 7), random.Random(seed).binomialvariate(20, 0.3)')
show('hashlib.file_digest(__import__("io").BytesIO(data), "sha256").hexdigest()')
show('hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"a", b"b")')
