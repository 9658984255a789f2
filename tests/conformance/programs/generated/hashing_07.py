"""hashing_07: written by generate.py."""
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


data = b"\x7f'g\xd0\x9fU`Y%\xe7l?\xadB\xc8z\x07F\x1b\xfd\xfeW\xa2g\xeb<\xac\x8f\xab~N%\xb5KW\x8f\x0c\xd6*\n\xfb\xd1\xf0\x12)\x1a\x0bc\xb3\xfc\x15W\x1d#\xd7\xc0\x84\xf9p~\x9dE\xf5\x89\x00\xa3\x18\xd5\x9d\x98\xaek\x83\x19|\t\x95\x1b(\x93\xdb\x7fl9_\x9de\xf6c\xea\xc9`/\xabw\xe4\t\r\x89"
key = b'>\xe40@\x93k\xe8I\xca\x1e\xf1"/\x00v"\xeei=n'
seed = 87352894
ws = ['amber', 'ember', 'grove', 'ember', 'maple', 'jetty', 'tundra', 'amber']
show('uuid.UUID("nonsense")')
show('hashlib.sha256("text")')
show('random.Random(key).randbytes(8).hex(), random.Random(ws[0]).randrange(0, 1000, 7), random.Random(seed).binomialvariate(20, 0.3)')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
show('[zlib.crc32(w.encode()) for w in ws]')
show('hashlib.sha256(data).hexdigest(), hashlib.sha224(data).hexdigest()')
show('(lambda l: (random.Random(seed).shuffle(l), l))(list(ws))')
show('hashlib.blake2b(data, digest_size=20, key=key, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(data).hexdigest()')
show('random.Random(seed).gauss(0, 1) < 99, round(random.Random(seed).uniform(1, 9), 10), random.Random(seed).getrandbits(100)')
show('hashlib.new("nothing")')
show('hashlib.pbkdf2_hmac("sha256", key, b"salt", 50).hex(), hashlib.pbkdf2_hmac("sha1", key, data, 3, 30).hex()')
show('random.Random(seed).sample(ws, 4), random.Random(str(seed)).choices(ws, [1, 2, 3, 4, 5, 6, 7, 8], k=5)')
show('random.Random(seed).sample(ws, 100)')
show('hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest()')
show('uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.uuid3(uuid.NAMESPACE_URL, ws[0]), uuid.UUID(int=seed).hex')
show('hashlib.new("sha256", data).name, hashlib.sha256().block_size, hashlib.sha512().digest_size')
