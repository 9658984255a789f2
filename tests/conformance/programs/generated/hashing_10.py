"""hashing_10: written by generate.py."""
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


data = b'\t\x12\x8a\xcfM\xe3\x1d%l]\xa8\xf2\xf7\xe5g\x10\x82\xeb`|q\x04Cv\x99$\xa5\x84\x04\x7f\xdf>p\xc7\xfc\x08\xd1S\xd7\xfc\xa7\x96H\x16\x1a\xd5\xc2}\x1f8w\x8d\x13\x1e5\xb0jn\xab.0\xfeD\xbe\xdb\xca\xae\xdb\xb5\xd0\xf4\xea\x95\xe79\xf1\x1e\x93^\x8d\xebY*\x96-\x16\xd0\x1c#\xdbh\xca\xa4\x18\x9d\x89\xa7\x966\xfa<\xbe\x9bw\xc6R\x7f\x9d0O\xbc\x1a\xcd\x0c\xe5\x9a\x19*\x05"\x9b\xf7\xde\xd0zR,\x0b\n\x83)\xe7c\x0f\xbc,\xe2\xb0pc6\xaa\xb9p\xf0]\xa9o\xfeX+\x80\xd5\xbfe^\x0e\xfbW\x01\xf8\xe1\x8a,\'9w\x16\xef=$\n\xbcOZ'
key = b'c\xd9!\xb8Y/\xb5E\x01yE\x82\xe2\x96\xed,O9<\xee'
seed = 188616472
ws = ['heron', 'ember', 'grove', 'islet', 'maple', 'quartz', 'prairie', 'ridge']
show('random.Random(seed).randrange(5, 5)')
show('hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest()')
show('hashlib.pbkdf2_hmac("sha256", key, b"salt", 50).hex(), hashlib.pbkdf2_hmac("sha1", key, data, 3, 30).hex()')
show('hashlib.sha256(data).hexdigest(), hashlib.sha224(data).hexdigest()')
show('(lambda h: (h.update(b"x"), h.copy().hexdigest()[:12], h.hexdigest()[:12]))(hashlib.sha256(data))')
show('hashlib.new("sha256", data).name, hashlib.sha256().block_size, hashlib.sha512().digest_size')
show('hashlib.new("nothing")')
show('[random.Random(seed).randint(0, 100) for _ in range(3)], random.Random(seed).random()')
show('random.Random(seed).sample(ws, 100)')
show('random.Random(seed).triangular(0, 10, 3), random.Random(3).getstate()[1][:3]')
show('uuid.UUID("nonsense")')
show('hashlib.sha3_256(data).hexdigest(), hashlib.sha3_512(data).hexdigest()[:20], hashlib.shake_128(data).hexdigest(10)')
show('hmac.new(key, data, "sha256").hexdigest(), hmac.digest(key, data, "sha1").hex(), hmac.new(key, data, hashlib.sha3_256).hexdigest()')
show('hashlib.sha512(data).hexdigest(), hashlib.sha384(data).hexdigest()[:20]')
show('random.Random(key).randbytes(8).hex(), random.Random(ws[0]).randrange(0, 1000, 7), random.Random(seed).binomialvariate(20, 0.3)')
show('hashlib.file_digest(__import__("io").BytesIO(data), "sha256").hexdigest()')
