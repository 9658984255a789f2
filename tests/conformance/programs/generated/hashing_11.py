"""hashing_11: written by generate.py."""
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


data = b'\xf9(\x8d\x03\x8b\xdaV-\xb8\x02\xf4O\xeb\r\x88\x8b\xf6\x91I\x81\xe1v(\x97f\xd7&g\xe8\xee\xdfO\x8eO\x91.p\xf8\x07\xfd\x0bY\r\xc8\x8dW1!\xf0R\x12\xafs(\xfd\x02\xbc\xe0aj\xaam\xaa\xc7\xfb\xcfI\xc0\xfex\xfe\xb9l\x89\x97H\xac@\xcb\x99\xc9\x10K\x05\xf6\xec7R\xf6\xeeH\xd8Z:m\xbc\x1d\x94\x14\x98\xe9\xfb^+\n\xb2\xe3\xd8\xa8\x03\xdc\xc0wH\x81(1\xbd\xa9N\x11\xd6M\x90JZ-N\xcc\xa8\x88\x045\xd9\xdc|\xc20\n\xac\x1c\x8d\xae\xd3\xb6\xef\x10\x12\x87\xad\xa8Z\x8c\xdbG\xe8\xdchzL\x1f6L\x04%\x88\xbb\xc7\xcd_\xc3\x8f-a\xa6\x9e\xa7PU)\xce\x93\x8f\xb2\xa1E\xf0\x8e(\xe0\xe9\xf0=/O*\x04\xbc\xd4\x03\xb4\xc0s2|Bpt~\xbd\x0bt\x8e\xca\xc0\xeb\x0b\x88&\xbf\xc5\x97j\xc0u\x16\x18}.\xe7\xc7<\x06\x1c8E\xce\xe6\xed\xc6\xf7\x081\xbf\xf7n\x83c\xd4\x9d4\xa2\xd5^\x1ec\x04m\xd6\x03\xa9\xcfG'
key = b'\xf3b\x01I\xbe\xfb\xd4\x9b\xc1\x0c\x80^\x82\xf1\xe3P\x15h?\x85'
seed = 511030989
ws = ['jetty', 'islet', 'quartz', 'birch', 'ember', 'fjord', 'islet', 'delta']
show('(lambda h: (h.update(b"x"), h.copy().hexdigest()[:12], h.hexdigest()[:12]))(hashlib.sha256(data))')
show('hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest()')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
show('sorted(hashlib.algorithms_guaranteed)')
show('random.Random(seed).gauss(0, 1) < 99, round(random.Random(seed).uniform(1, 9), 10), random.Random(seed).getrandbits(100)')
show('[random.Random(seed).randint(0, 100) for _ in range(3)], random.Random(seed).random()')
show('uuid.UUID("nonsense")')
show('hashlib.new("sha256", data).name, hashlib.sha256().block_size, hashlib.sha512().digest_size')
show('uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.uuid3(uuid.NAMESPACE_URL, ws[0]), uuid.UUID(int=seed).hex')
show('hmac.new(key, data, "sha256").hexdigest(), hmac.digest(key, data, "sha1").hex(), hmac.new(key, data, hashlib.sha3_256).hexdigest()')
show('hashlib.blake2b(data, digest_size=20, key=key, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(data).hexdigest()')
show('random.Random(key).randbytes(8).hex(), random.Random(ws[0]).randrange(0, 1000, 7), random.Random(seed).binomialvariate(20, 0.3)')
show('hashlib.new("nothing")')
show('random.Random(seed).randrange(5, 5)')
show('[zlib.crc32(w.encode()) for w in ws]')
show('hashlib.sha256(data).hexdigest(), hashlib.sha224(data).hexdigest()')
