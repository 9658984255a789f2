"""hashing_04: written by generate.py."""
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


data = b'\xc1B\x16\x00\x98\xad6c#:\xaa\xd0H\xdf5Ey\x1a\xf8T\xc7$%d&\xb6\xd3"\xa5\x1b\xb0\xd3P\xed?OL\x8f\xf1\xda\x1c/\x86;\x98\x8eItn$\x86\x96\xdc\x8d6\xb2\xc9\x91\xd2\x92\xd1sU\x9e1\x05+\xf9\xff\xec\\\xe4\nl:\xbf\x81N\xdcM;eV\x01O\xbaY=\x00\xb0\\\xa5\x81\xed\xd4;\x80\xdf\x9a\x8e*\xaf\xbfn\x19\xcb\xfaU7\xdd\x8f\x15\xf8SI\x0f\xda\xcd:N?\r@\xe0\xd2\xc0W8\x1c\x15\xdfn\t9J\nd^\xbe1\x8b\x87f\xefc\xd0\xd9tW\xf4\x13\x11p\xaa\xa4\x99\xedCQ\x12\x88f\xa7.\x01\xc5\x8d\x84\xc0\x82\x04\x8c\xc5\xaan\xd8-\xe8\x05\x88~R\xaeujy\\\n\xdf\x0e\x06\xb4\xcc\x87\xff\xdakE\xb7\xc7\xc1\x04\x9f\xb9[\xb8\xa5\x8e\xb6\xdfh}\x82\xb61\x1cW\x86\x1c\xbd\xba\xf6$\x16SW\x00\xee\x15x\xac8\xfe\xd8\x99\xc8R\xf7\x06\x95\xf12\xfd%'
key = b'\xb2Be\xf5\xd7\xcd_qp\xb6\xfd\xf5\x13WB8y\xa1\x03s'
seed = 820200811
ws = ['delta', 'grove', 'heron', 'fjord', 'ridge', 'knoll', 'tundra', 'tundra']
show('random.Random(seed).sample(ws, 100)')
show('[zlib.crc32(w.encode()) for w in ws]')
show('(lambda l: (random.Random(seed).shuffle(l), l))(list(ws))')
show('random.Random(key).randbytes(8).hex(), random.Random(ws[0]).randrange(0, 1000, 7), random.Random(seed).binomialvariate(20, 0.3)')
show('random.Random(seed).sample(ws, 4), random.Random(str(seed)).choices(ws, [1, 2, 3, 4, 5, 6, 7, 8], k=5)')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
show('hashlib.file_digest(__import__("io").BytesIO(data), "sha256").hexdigest()')
show('sorted(hashlib.algorithms_guaranteed)')
show('hashlib.new("nothing")')
show('hmac.new(key, data, "sha256").hexdigest(), hmac.digest(key, data, "sha1").hex(), hmac.new(key, data, hashlib.sha3_256).hexdigest()')
show('hashlib.blake2b(data, digest_size=20, key=key, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(data).hexdigest()')
show('hashlib.sha256("text")')
show('[random.Random(seed).randint(0, 100) for _ in range(3)], random.Random(seed).random()')
show('random.Random(seed).randrange(5, 5)')
show('random.Random(seed).triangular(0, 10, 3), random.Random(3).getstate()[1][:3]')
show('hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest()')
