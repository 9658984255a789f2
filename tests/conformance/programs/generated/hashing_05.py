"""hashing_05: written by generate.py."""
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


data = b'\x8d\x87\x16\x7fX\x8b^\x1d\\ `\xfe\\\x14@\x888\xf4\x9d\xfc\xce\x1b\xf0\xac\xa0\x17\x8e\x0b_\xe6<N\xe0q\xbb\x08\xa6\xb3\x14\xe2XL\xbe\x9b_+\x97\x91\x8c\xe6`5[Ac\xd1hC(D\x9d\xe7r\xa5x\x84f\x035\x9e\xb2f\xf2\xe6\x05g\xcfx-\xfe\xe5\x87\xb8\x9a\xcd\xa4\xaa\x1a\x18\xa3Rcy\x7f/6\xb8}\x08\x8f\x86l\xd5\xeaN\x8al\xe1\t=\x87]\x8e\x84\xc4PG\xbe\x0f\xb2\x9dD\x91$\xae\xd8\x82e\x03\x05\x08\x0b\xaa\x02\xb5\xf5\x11}\xfd\xc3"\x91\x85\xb8tE\x8cC\xd9Q\x87R"X\xcd\xfa\xf9\xea\xd4\x0e\xad\x99\xb7z\xca7\x86t`\xd9-b\xa8\xf2\xc2\xd9\xe0\xb9\xf2z\x9d\xd6\xde\xff\x0eo;3\x1e\xec\x80\x1b\\\xc4^\xa5<n&\xfb\x90\xf3\x0fo\x11\xeb\x96\x82\x18\xae\xc7\x0b\xd0\xa55\x19\xb7\x9c\xe4\xb4\xb7\xa63\xe6\xcd\x90\xc3\ro\xbe[\xf41\xb6f%6$\xab\x1ac\x8fe'
key = b'\x8f\xf7\x7f\xf37\x01\xac\xa5\xb0\xa31\x83\xb4:\xfeo\xfe2\xa4V'
seed = 776275910
ws = ['niche', 'prairie', 'fjord', 'Ωmega', 'birch', 'grove', 'grove', 'fjord']
show('hashlib.blake2b(data, digest_size=20, key=key, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(data).hexdigest()')
show('hashlib.pbkdf2_hmac("sha256", key, b"salt", 50).hex(), hashlib.pbkdf2_hmac("sha1", key, data, 3, 30).hex()')
show('hashlib.sha512(data).hexdigest(), hashlib.sha384(data).hexdigest()[:20]')
show('random.Random(seed).randrange(5, 5)')
show('hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest()')
show('uuid.uuid4().version, len(secrets.token_hex(8)), 0 <= secrets.randbelow(10) < 10')
show('hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"a", b"b")')
show('sorted(hashlib.algorithms_guaranteed)')
show('random.Random(seed).triangular(0, 10, 3), random.Random(3).getstate()[1][:3]')
show('[random.Random(seed).randint(0, 100) for _ in range(3)], random.Random(seed).random()')
show('(lambda l: (random.Random(seed).shuffle(l), l))(list(ws))')
show('uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.uuid3(uuid.NAMESPACE_URL, ws[0]), uuid.UUID(int=seed).hex')
show('random.Random(seed).gauss(0, 1) < 99, round(random.Random(seed).uniform(1, 9), 10), random.Random(seed).getrandbits(100)')
show('hashlib.sha256(data).hexdigest(), hashlib.sha224(data).hexdigest()')
show('hashlib.new("sha256", data).name, hashlib.sha256().block_size, hashlib.sha512().digest_size')
show('(lambda h: (h.update(b"x"), h.copy().hexdigest()[:12], h.hexdigest()[:12]))(hashlib.sha256(data))')
