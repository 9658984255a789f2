"""hashing_06: written by generate.py."""
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


data = b'6\xfa\xac\x19\xd7\x99\xa3U \r\xa5dF\xc4\x91\xef\xe5id\x12hWH\x1e58*\x1f;\xe2\xdc\x03\xf8\xd4\x9b\xfa\x91\xbf\xdc\xdd\xda\xa2J\xe4a\xa9\xcb^\xb7]\x003\xbb\xd8\x95_\x89\xb0\xca\xbe\xa2\x18Q\xd2P\x9e\xc7"\xd9\x90o\x85\x9b\x00\xdf\xbe\xfab\x9b\xcd;<\xea\x1b\xf7^\xb0\xbb\xe4\x7f<\xaf\xaa@h\x11\x1e\xb8\x96\x18@\xb4\x83\x8a\xac\xed\x1e\x9d5\xe7/\xc7\xfe.\x03\xb2\xc8\xbd\xdc\xae\x0e2E\xfa\xc4\xc8\xd4\xbe;nsb\xf02r\xd5\x1e; /E\x17\xa8\x94\xab\x9eD\xde\xfa\xad\xe5~\x85\xb0\xde\x16\xa5g\xf8\x94\xfe\x9b\xcd\xa2\xa3B\x86\xc7\x08\x1c\x95\x960\xa4G\xc99\xfd3\'a\x89"\x1b\x13?\x13\xd2\x93\xd8\xca\xab\xf09\xfcBUn\xb5c\x1b.[\xee\x16\xa3h\xads\xe0q\xbc!\x03\x1c\xc6\x1d\xe8\x1f\xb4S\xc1&?96x\xed\xdd\x0fuq.W._\xdaW\xf0\x88%\xdc\x9b?'
key = b'T\xce\xe2\xa9h\n)p\xf9\xbe\xb6\xfd\xfc\x96\x1f\x90\x97\xc2o\x8a'
seed = 541972228
ws = ['maple', 'quartz', 'tundra', 'amber', 'knoll', 'islet', 'jetty', 'jetty']
show('uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.uuid3(uuid.NAMESPACE_URL, ws[0]), uuid.UUID(int=seed).hex')
show('hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"a", b"b")')
show('(lambda h: (h.update(b"x"), h.copy().hexdigest()[:12], h.hexdigest()[:12]))(hashlib.sha256(data))')
show('random.Random(seed).sample(ws, 100)')
show('random.Random(key).randbytes(8).hex(), random.Random(ws[0]).randrange(0, 1000, 7), random.Random(seed).binomialvariate(20, 0.3)')
show('hashlib.sha256(data).hexdigest(), hashlib.sha224(data).hexdigest()')
show('uuid.uuid4().version, len(secrets.token_hex(8)), 0 <= secrets.randbelow(10) < 10')
show('hashlib.blake2b(data, digest_size=20, key=key, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(data).hexdigest()')
show('random.Random(seed).sample(ws, 4), random.Random(str(seed)).choices(ws, [1, 2, 3, 4, 5, 6, 7, 8], k=5)')
show('[random.Random(seed).randint(0, 100) for _ in range(3)], random.Random(seed).random()')
show('random.Random(seed).gauss(0, 1) < 99, round(random.Random(seed).uniform(1, 9), 10), random.Random(seed).getrandbits(100)')
show('uuid.UUID("nonsense")')
show('sorted(hashlib.algorithms_guaranteed)')
show('hashlib.new("sha256", data).name, hashlib.sha256().block_size, hashlib.sha512().digest_size')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
show('[zlib.crc32(w.encode()) for w in ws]')
