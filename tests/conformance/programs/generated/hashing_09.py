"""hashing_09: written by generate.py."""
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


data = b"7\xc8j^\xdd\xb5v>\x8f\xb1\xc5\xee\x87?\x13\x08o\xfa*?\xe2\xd5\xd2A@s\xdc \xb1\x15x\xa1\x04L<\xbd\xef\xd0@\x7fe4\xc1[\xd0\xdf\xa6L\xa5*\xfdR\x86\x14\xbc\xfd\t\xa8\x8b\xaf\x8a\x17\xfdD\xdaD\xb3vs3\xa2C\x8a\xb4\xf4\xa7\xc1\n'\x0f\x98u\xf8M\xdf\xfe\xf4\xe6\x13 \xf2\x16\xb0Z\x80#\xde\x10\xe6j\xd5w\xe82\x11%\x18\xdec\xccp:%f\x06\x8e\x12n\xd1I\x86\xdbn\xb3\x00\xb1\xfc\x921\xd0\xbe#\x82\xd8\xd1\xd1\xd4\xe8\xd5o\xc9\xac\xe8\xcc0\xab\x00\xca#kA\xbd:O\xd6\xb4\xb5\x0c\xa7\xc8n\x83a`(\x0c\xdb\xfe)\xac3"
key = b'\xcb\xc1\xbe\x02o\xff\xc1\x1a_\xdb\x00\xa4^ \x03\x8b0\xd0\xd1\xb1'
seed = 220468214
ws = ['quartz', 'ember', 'ocean', 'fjord', 'birch', 'fjord', 'delta', 'naïve']
show('random.Random(seed).sample(ws, 4), random.Random(str(seed)).choices(ws, [1, 2, 3, 4, 5, 6, 7, 8], k=5)')
show('hmac.new(key, data, "sha256").hexdigest(), hmac.digest(key, data, "sha1").hex(), hmac.new(key, data, hashlib.sha3_256).hexdigest()')
show('hashlib.file_digest(__import__("io").BytesIO(data), "sha256").hexdigest()')
show('hashlib.new("nothing")')
show('[zlib.crc32(w.encode()) for w in ws]')
show('hashlib.blake2b(data, digest_size=20, key=key, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(data).hexdigest()')
show('hashlib.new("sha256", data).name, hashlib.sha256().block_size, hashlib.sha512().digest_size')
show('(lambda h: (h.update(b"x"), h.copy().hexdigest()[:12], h.hexdigest()[:12]))(hashlib.sha256(data))')
show('uuid.UUID("nonsense")')
show('[random.Random(seed).randint(0, 100) for _ in range(3)], random.Random(seed).random()')
show('hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"a", b"b")')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
show('uuid.uuid4().version, len(secrets.token_hex(8)), 0 <= secrets.randbelow(10) < 10')
show('hashlib.sha256(data).hexdigest(), hashlib.sha224(data).hexdigest()')
show('random.Random(key).randbytes(8).hex(), random.Random(ws[0]).randrange(0, 1000, 7), random.Random(seed).binomialvariate(20, 0.3)')
show('random.Random(seed).randrange(5, 5)')
