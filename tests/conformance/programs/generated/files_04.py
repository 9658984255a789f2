"""files_04: written by generate.py."""
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


names = ['fjord', 'grove', 'jetty', 'lagoon', 'quartz']
text = 'birch\nniche\ncedar\namber\nquartz\nridge\nridge\nember\nstraße\n'
n = 7
show('(os.makedirs("gone/a", exist_ok=True), shutil.rmtree("gone"), os.path.isdir("gone"))')
show('sorted(glob.glob("*.txt")), sorted(os.listdir())[:5]')
show('(os.makedirs(f"d/{names[0]}/x"), sorted(p.as_posix() for p in pathlib.Path("d").rglob("*")))')
show('[(root, sorted(ds), sorted(fs)) for root, ds, fs in sorted(os.walk("tree"))]')
show('os.remove("missing")')
show('(pathlib.Path("tt").write_text("1"), os.utime("tt", (1e9, 1.5e9)), os.stat("tt").st_mtime, oct(os.stat("tt").st_mode))')
show('os.listdir("t" * 300)')
show('(pathlib.Path("l").write_text("1"), os.path.islink("l") or os.symlink("l", "ln" + str(n)), os.readlink("ln" + str(n)), os.path.islink("ln" + str(n)))')
show('os.path.join("a", "/b", "c"), os.path.normpath("a//b/../c/."), os.path.splitext("x.tar.gz"), os.path.relpath("/a/b", "/a/c")')
show('(lambda f: (f.write("abc"), f.close(), os.path.exists(f.name)))(tempfile.NamedTemporaryFile("w"))')
show('(lambda f: (f.seek(n), f.read(3), f.tell(), f.close()))(io.BytesIO(text.encode()))')
show('pathlib.PurePath("/a/b.tar.gz").suffixes, pathlib.PurePath("a/b") / "c", pathlib.PurePath("a/b").parts, pathlib.PurePath("/a/b").relative_to("/a")')
show('(pathlib.Path("x1").write_text("1"), open("x1", "x"))')
show('(pathlib.Path("e").write_text("1"), open("e", "a").write("23"), open("e").read())')
show('(os.makedirs("tree/a/b", exist_ok=True), pathlib.Path("tree/a/f").write_text("1"), shutil.copytree("tree", "tree2", dirs_exist_ok=True), sorted(os.listdir("tree2/a")))')
show('open(__file__, "rb").read(3), open(__file__, encoding="ascii", errors="replace").readline()[:5]')
