"""zlib, gzip, bz2, lzma, zip and tar files: round trips, streams, other people's bytes, damage."""
# ---- The canonical gate: the same text in every smoke, so that each runs alone, by hand.
import os
import sys


def _probe(mod):
    try:
        __import__(mod)
        return True
    except BaseException:
        return False


_HAVE_NUMPY = _probe("numpy")
_REQUIRE_FAT = os.environ.get("PYLON_REQUIRE_FAT") == "1"
_NUMPY = ("numpy", _HAVE_NUMPY)
passed = total = skipped = 0


def check(label, thunk, requires=()):
    """Counts one check, which passes when thunk() is true. What it requires and is not there makes it a SKIP, which
    counts as passed; with PYLON_REQUIRE_FAT=1, as in a release cut, it makes it a FAIL that names what is missing."""
    global passed, total, skipped
    total += 1
    print(f"{label}: ", end="", flush=True)  # so that a trap shows where it struck
    missing = ", ".join(name for name, have in requires if not have)
    if missing and not _REQUIRE_FAT:
        passed += 1
        skipped += 1
        print(f"SKIP (needs {missing})")
        return
    try:
        problem = f"needs {missing}" if missing else "" if thunk() else "not true"
    except BaseException as error:
        problem = repr(error)
    passed += not problem
    print(f"FAIL ({problem})" if problem else "ok")
# ---- End of the gate.

import gzip
import importlib
import io
import tarfile
import zipfile
import zlib

# Built in or not: what is built in and cannot be imported is a failure, not a module that the variant has not.
_BZ2, _LZMA = ("_bz2", "_bz2" in sys.builtin_module_names), ("_lzma", "_lzma" in sys.builtin_module_names)
OF_MODULE = {"zlib": (), "gzip": (), "bz2": (_BZ2,), "lzma": (_LZMA,)}
if _BZ2[1]:
    import bz2
if _LZMA[1]:
    import lzma

TEXT = b"".join(b"line %d of a text that repeats itself\n" % n for n in range(3_000))
NOISE = bytes((n * n * 2654435761 >> 13) & 255 for n in range(20_000))


def raises(error, thunk):
    try:
        thunk()
    except error:
        return True
    return False


def in_pieces(compressor, decompressor):
    packed = b"".join(compressor.compress(TEXT[at:at + 1000]) for at in range(0, len(TEXT), 1000)) + compressor.flush()
    return b"".join(decompressor.decompress(packed[at:at + 77]) for at in range(0, len(packed), 77)) == TEXT


def zip_file(*methods):
    file = io.BytesIO()
    for method in methods:
        with zipfile.ZipFile(file, "a", method) as archive:
            archive.writestr(zipfile.ZipInfo(f"{method}/ä.txt"), TEXT, method)  # of 1980: WAMR's clock is before that
    with zipfile.ZipFile(file) as archive:
        return archive.testzip() is None and len(archive.namelist()) == len(methods) and archive.read("8/ä.txt") == TEXT


def tar_file(mode):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=f"w:{mode}") as archive:
        member = tarfile.TarInfo("folder/text")
        member.size = len(TEXT)
        archive.addfile(member, io.BytesIO(TEXT))
    file.seek(0)
    with tarfile.open(fileobj=file) as archive:
        return archive.extractfile("folder/text").read() == TEXT


DAMAGE = (zlib.error, OSError, EOFError, ValueError) + ((lzma.LZMAError,) if _LZMA[1] else ())
for name, needed in OF_MODULE.items():
    module = importlib.import_module(name) if all(have for _, have in needed) else None
    check(f"{name}: text", lambda: module.decompress(module.compress(TEXT)) == TEXT and len(module.compress(TEXT)) < len(TEXT) / 4,
          requires=needed)
    check(f"{name}: noise", lambda: module.decompress(module.compress(NOISE)) == NOISE, requires=needed)
    check(f"{name}: nothing", lambda: module.decompress(module.compress(b"")) == b"", requires=needed)
    check(f"{name}: a damaged stream is an exception",
          lambda: raises(DAMAGE, lambda: module.decompress(b"x" + module.compress(TEXT))), requires=needed)
    check(f"{name}: a stream cut short is an exception",
          lambda: raises(DAMAGE, lambda: module.decompress(module.compress(TEXT)[:-30])), requires=needed)
check("zlib in pieces", lambda: in_pieces(zlib.compressobj(9), zlib.decompressobj()))
check("bz2 in pieces", lambda: in_pieces(bz2.BZ2Compressor(), bz2.BZ2Decompressor()), requires=(_BZ2,))
check("lzma in pieces", lambda: in_pieces(lzma.LZMACompressor(preset=1), lzma.LZMADecompressor()), requires=(_LZMA,))
for level in range(10):
    check(f"zlib level {level}", lambda: zlib.decompress(zlib.compress(TEXT, level)) == TEXT)
check("raw deflate with a dictionary", lambda: (lambda packer: zlib.decompressobj(-15, zdict=b"line of a text").decompress(
    packer.compress(TEXT) + packer.flush()) == TEXT)(zlib.compressobj(9, zlib.DEFLATED, -15, zdict=b"line of a text")))
check("zlib of someone else", lambda: zlib.decompress(bytes.fromhex("78da4b4c4a0600024d0127")) == b"abc")
check("bz2 of someone else", lambda: bz2.decompress(bytes.fromhex(
    "425a683931415926535964 8cbb73 00000001 0038 0020 0021 98 19 84 61 77 24 53 85 09 06 48 cb b7 30".replace(" ", ""))) == b"abc", requires=(_BZ2,))
check("lzma with a filter", lambda: (lambda chain: lzma.decompress(
    lzma.compress(NOISE, lzma.FORMAT_RAW, filters=chain), lzma.FORMAT_RAW, filters=chain) == NOISE)(
        [{"id": lzma.FILTER_DELTA, "dist": 4}, {"id": lzma.FILTER_LZMA2, "preset": 1}]), requires=(_LZMA,))
check("lzma alone, without a check, and with SHA-256", lambda: all(lzma.decompress(packed) == TEXT for packed in (
    lzma.compress(TEXT, lzma.FORMAT_ALONE, preset=1), lzma.compress(TEXT, check=lzma.CHECK_NONE, preset=1),
    lzma.compress(TEXT, check=lzma.CHECK_SHA256, preset=1))), requires=(_LZMA,))
check("checksums", lambda: (zlib.crc32(b"123456789"), zlib.adler32(b"123456789")) == (0xCBF43926, 0x091E01DE))
check("a zip file that is stored and deflated", lambda: zip_file(zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
check("a zip file with every method", lambda: zip_file(zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA),
      requires=(_BZ2, _LZMA))
for mode, needed in (("gz", ()), ("bz2", (_BZ2,)), ("xz", (_LZMA,))):
    check(f"a tar file: {mode}", lambda: tar_file(mode), requires=needed)

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
