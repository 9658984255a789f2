"""hashing_02: written by generate.py."""
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


data = b'[\x9b'
key = b'\xdb\x9f\xf9\xfa\xffp[\xad\xdd\x1d\xf6H\xc9 \xa5\xc0\xdd\x18\xb4\xcf'
seed = 310505764
ws = ['cedar', 'prairie', 'grove', 'ocean', 'lagoon', 'niche', 'niche', 'niche']
show('hashlib.new("sha256", data).name, hashlib.sha256().block_size, hashlib.sha512().digest_size')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
show('hashlib.file_digest(__import__("io").BytesIO(data), "sha256").hexdigest()')
show('random.Random(seed).triangular(0, 10, 3), random.Random(3).getstate()[1][:3]')
show('[zlib.crc32(w.encode()) for w in ws]')
show('uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.uuid3(uuid.NAMESPACE_URL, ws[0]), uuid.UUID(int=seed).hex')
show('random.Random(seed).gauss(0, 1) < 99, round(random.Random(seed).uniform(1, 9), 10), random.Random(seed).getrandbits(100)')
show('[random.Random(seed).randint(0, 100) for _ in range(3)], random.Random(seed).random()')
show('uuid.UUID("nonsense")')
show('hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"a", b"b")')
show('hashlib.new("nothing")')
show('hmac.new(key, data, "sha256").hexdigest(), hmac.digest(key, data, "sha1").hex(), hmac.new(key, data, hashlib.sha3_256).hexdigest()')
show('sorted(hashlib.algorithms_guaranteed)')
show('random.Random(seed).randrange(5, 5)')
show('random.Random(key).randbytes(8).hex(), random.Random(ws[0]).randrange(0, 1000, 7), random.Random(seed).binomialvariate(20, 0.3)')
show('hashlib.sha256("text")')
