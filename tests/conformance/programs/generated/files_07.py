"""files_07: written by generate.py."""
import re
import os
import pathlib
import shutil
import tempfile
import glob
import io


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


names = ['delta', 'ember', 'jetty', 'prairie', 'tundra', 'Ωmega']
text = 'birch\nember\ndelta\nridge\ncedar\nlagoon\nheron\ncedar\ntundra\n'
n = 4
show('(lambda f: (f.seek(n), f.read(3), f.tell(), f.close()))(io.BytesIO(text.encode()))')
show('os.listdir("t" * 300)')
show('os.path.join("a", "/b", "c"), os.path.normpath("a//b/../c/."), os.path.splitext("x.tar.gz"), os.path.relpath("/a/b", "/a/c")')
show('(lambda fd: (os.write(fd, b"hello"), os.lseek(fd, 1, 0), os.read(fd, 3), os.fstat(fd).st_size, os.close(fd)))(os.open("fd", os.O_RDWR | os.O_CREAT | os.O_TRUNC))')
show('open(__file__, "rb").read(3), open(__file__, encoding="ascii", errors="replace").readline()[:5]')
show('(pathlib.Path("a").write_bytes(b"x" * n), os.path.getsize("a"), os.stat("a").st_size)')
show('os.fspath(pathlib.Path("a/b")), os.sep, os.linesep, os.curdir, os.devnull')
show('open("d2", "rz")')
show('open("t3", "w").read()')
show('[(root, sorted(ds), sorted(fs)) for root, ds, fs in sorted(os.walk("tree"))]')
show('(lambda f: (f.write(b"0123456789"), f.seek(-3, 2), f.read(), f.truncate(4), f.seek(0), f.read(), f.close()))(open("u", "w+b"))')
show('(pathlib.Path("t").write_text(text, "utf-8"), open("t", encoding="utf-8").readlines()[:2], sum(1 for _ in open("t", encoding="utf-8")))')
show('sorted(glob.glob("*.txt")), sorted(os.listdir())[:5]')
show('(lambda f: (f.close(), f.read()))(open(__file__))')
show('(shutil.copy(__file__, "copy.py"), os.path.getsize("copy.py") == os.path.getsize(__file__))')
show('(pathlib.Path("x1").write_text("1"), open("x1", "x"))')
