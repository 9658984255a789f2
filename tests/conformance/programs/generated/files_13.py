"""files_13: written by generate.py."""
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


names = ['cedar', 'heron', 'straße', 'tundra']
text = 'fjord\nΩmega\nquartz\nridge\nridge\nniche\ndelta\nΩmega\ndelta\n'
n = 3
show('os.rmdir("nothing")')
show('(pathlib.Path("e").write_text("1"), open("e", "a").write("23"), open("e").read())')
show('[(root, sorted(ds), sorted(fs)) for root, ds, fs in sorted(os.walk("tree"))]')
show('open("missing/file")')
show('os.path.commonpath(["/a/b", "/a/c/d"]), os.path.basename("/a/b/"), os.path.isabs("a"), os.path.split("/a/b")')
show('(lambda f: (f.write(b"0123456789"), f.seek(-3, 2), f.read(), f.truncate(4), f.seek(0), f.read(), f.close()))(open("u", "w+b"))')
show('(os.makedirs("gone/a", exist_ok=True), shutil.rmtree("gone"), os.path.isdir("gone"))')
show('os.path.join("a", "/b", "c"), os.path.normpath("a//b/../c/."), os.path.splitext("x.tar.gz"), os.path.relpath("/a/b", "/a/c")')
show('(pathlib.Path("t").write_text(text, "utf-8"), open("t", encoding="utf-8").readlines()[:2], sum(1 for _ in open("t", encoding="utf-8")))')
show('(os.makedirs(f"d/{names[0]}/x"), sorted(p.as_posix() for p in pathlib.Path("d").rglob("*")))')
show('(pathlib.Path("a").write_bytes(b"x" * n), os.path.getsize("a"), os.stat("a").st_size)')
show('open(__file__, "rb").read(3), open(__file__, encoding="ascii", errors="replace").readline()[:5]')
show('open("d2", "rz")')
show('(shutil.copy(__file__, "copy.py"), os.path.getsize("copy.py") == os.path.getsize(__file__))')
show('os.listdir("t" * 300)')
show('(pathlib.Path("l").write_text("1"), os.path.islink("l") or os.symlink("l", "ln" + str(n)), os.readlink("ln" + str(n)), os.path.islink("ln" + str(n)))')
