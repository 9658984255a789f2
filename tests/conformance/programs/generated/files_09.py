"""files_09: written by generate.py."""
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


names = ['delta', 'ember', 'grove', 'ridge', 'straße', 'Ωmega']
text = 'maple\nprairie\nislet\nnaïve\nember\ntundra\nislet\nniche\nember\n'
n = 6
show('(pathlib.Path("b").write_text("1"), os.rename("b", "c"), os.path.exists("b"), os.path.exists("c"))')
show('(pathlib.Path("e").write_text("1"), open("e", "a").write("23"), open("e").read())')
show('(pathlib.Path("a").write_bytes(b"x" * n), os.path.getsize("a"), os.stat("a").st_size)')
show('open("t3", "w").read()')
show('(pathlib.Path("l").write_text("1"), os.path.islink("l") or os.symlink("l", "ln" + str(n)), os.readlink("ln" + str(n)), os.path.islink("ln" + str(n)))')
show('(os.makedirs("gone/a", exist_ok=True), shutil.rmtree("gone"), os.path.isdir("gone"))')
show('(lambda f: (f.seek(n), f.read(3), f.tell(), f.close()))(io.BytesIO(text.encode()))')
show('sorted(glob.glob("*.txt")), sorted(os.listdir())[:5]')
show('(lambda f: (f.write("ab\\ncd"), f.seek(0), f.readline(), f.read(), f.close()))(open("w", "w+", encoding="utf-8"))')
show('pathlib.PurePath("/a/b.tar.gz").suffixes, pathlib.PurePath("a/b") / "c", pathlib.PurePath("a/b").parts, pathlib.PurePath("/a/b").relative_to("/a")')
show('(pathlib.Path("x1").write_text("1"), open("x1", "x"))')
show('(lambda fd: (os.write(fd, b"hello"), os.lseek(fd, 1, 0), os.read(fd, 3), os.fstat(fd).st_size, os.close(fd)))(os.open("fd", os.O_RDWR | os.O_CREAT | os.O_TRUNC))')
show('(os.makedirs(f"d/{names[0]}/x"), sorted(p.as_posix() for p in pathlib.Path("d").rglob("*")))')
show('(pathlib.Path("tt").write_text("1"), os.utime("tt", (1e9, 1.5e9)), os.stat("tt").st_mtime, oct(os.stat("tt").st_mode))')
show('os.fspath(pathlib.Path("a/b")), os.sep, os.linesep, os.curdir, os.devnull')
show('(os.makedirs("s", exist_ok=True), [(e.name, e.is_dir()) for e in sorted(os.scandir("s"), key=lambda e: e.name)])')
