"""files_02: written by generate.py."""
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


names = ['ember', 'jetty', 'knoll', 'maple', 'prairie', 'quartz', 'straße']
text = 'lagoon\nΩmega\nmaple\nlagoon\ndelta\nquartz\njetty\nΩmega\nquartz\n'
n = 4
show('(pathlib.Path("tt").write_text("1"), os.utime("tt", (1e9, 1.5e9)), os.stat("tt").st_mtime, oct(os.stat("tt").st_mode))')
show('(os.makedirs("gone/a", exist_ok=True), shutil.rmtree("gone"), os.path.isdir("gone"))')
show('(os.makedirs("m", exist_ok=True), os.makedirs("m"))')
show('os.rmdir("nothing")')
show('os.remove("missing")')
show('open("t3", "w").read()')
show('io.StringIO(text).readlines()[-1], io.TextIOWrapper(io.BytesIO(b"a\\r\\nb"), newline=None).read(), io.BufferedReader(io.BytesIO(b"xyz")).peek(2)')
show('sorted(glob.glob("*.txt")), sorted(os.listdir())[:5]')
show('os.path.join("a", "/b", "c"), os.path.normpath("a//b/../c/."), os.path.splitext("x.tar.gz"), os.path.relpath("/a/b", "/a/c")')
show('[(root, sorted(ds), sorted(fs)) for root, ds, fs in sorted(os.walk("tree"))]')
show('(shutil.copy(__file__, "copy.py"), os.path.getsize("copy.py") == os.path.getsize(__file__))')
show('(pathlib.Path("l").write_text("1"), os.path.islink("l") or os.symlink("l", "ln" + str(n)), os.readlink("ln" + str(n)), os.path.islink("ln" + str(n)))')
show('(lambda f: (f.write("abc"), f.close(), os.path.exists(f.name)))(tempfile.NamedTemporaryFile("w"))')
show('(os.makedirs("s", exist_ok=True), [(e.name, e.is_dir()) for e in sorted(os.scandir("s"), key=lambda e: e.name)])')
show('(lambda fd: (os.write(fd, b"hello"), os.lseek(fd, 1, 0), os.read(fd, 3), os.fstat(fd).st_size, os.close(fd)))(os.open("fd", os.O_RDWR | os.O_CREAT | os.O_TRUNC))')
show('(os.makedirs(f"d/{names[0]}/x"), sorted(p.as_posix() for p in pathlib.Path("d").rglob("*")))')
