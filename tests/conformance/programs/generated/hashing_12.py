"""hashing_12: written by generate.py."""
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


data = b'\xaa\rp\xfa\x8fz\xf4\x875\xc9\x0fet?~\x11\xf8\x9a\xc6\xca\x9f\xbb\xffj\x15\x02\xbf\x14_<\x95\xd9\xa9$\xe1\xf1\xfa\xfa\xdd\xab\xa4\xe5\xc6\xe5\xc5\\\x95\x0ey&\x87\xed\x87\xa3IOn1l\xa1\t\xf49wV\x10&\x12\xd3f\xcf\xa5]\xe6\x97\x9b1\x8f\x0e\x1af.e\x8e\xfeg&\x01\xecV\xb1\xb4\x0fE\x10['
key = b'\xa3\xe9\xfb2V\xa5\x1d\xc2\xfb\xd3,\xf4\x17\xd4\xc1\xcc\xf7\xcb\xab\xe4'
seed = 793230265
ws = ['birch', 'Ωmega', 'maple', 'Ωmega', 'lagoon', 'ember', 'amber', 'birch']
show('random.Random(seed).sample(ws, 4), random.Random(str(seed)).choices(ws, [1, 2, 3, 4, 5, 6, 7, 8], k=5)')
show('hashlib.sha256("text")')
show('hashlib.sha256(data).hexdigest(), hashlib.sha224(data).hexdigest()')
show('hashlib.file_digest(__import__("io").BytesIO(data), "sha256").hexdigest()')
show('random.Random(key).randbytes(8).hex(), random.Random(ws[0]).randrange(0, 1000, 7), random.Random(seed).binomialvariate(20, 0.3)')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
show('hmac.new(key, data, "sha256").hexdigest(), hmac.digest(key, data, "sha1").hex(), hmac.new(key, data, hashlib.sha3_256).hexdigest()')
show('hashlib.pbkdf2_hmac("sha256", key, b"salt", 50).hex(), hashlib.pbkdf2_hmac("sha1", key, data, 3, 30).hex()')
show('(lambda h: (h.update(b"x"), h.copy().hexdigest()[:12], h.hexdigest()[:12]))(hashlib.sha256(data))')
show('hashlib.new("nothing")')
show('random.Random(seed).randrange(5, 5)')
show('[zlib.crc32(w.encode()) for w in ws]')
show('random.Random(seed).gauss(0, 1) < 99, round(random.Random(seed).uniform(1, 9), 10), random.Random(seed).getrandbits(100)')
show('hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest()')
show('hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"a", b"b")')
show('hashlib.blake2b(data, digest_size=20, key=key, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(data).hexdigest()')
