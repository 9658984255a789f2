"""files_03: written by generate.py."""
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


names = ['delta', 'grove', 'jetty', 'niche', 'straße', 'Ωmega']
text = 'ocean\ntundra\nfjord\nknoll\ngrove\nprairie\nquartz\ntundra\nprairie\n'
n = 7
show('os.remove("missing")')
show('(os.makedirs("tree/a/b", exist_ok=True), pathlib.Path("tree/a/f").write_text("1"), shutil.copytree("tree", "tree2", dirs_exist_ok=True), sorted(os.listdir("tree2/a")))')
show('open("d2", "rz")')
show('(os.makedirs("m", exist_ok=True), os.makedirs("m"))')
show('(os.makedirs("s", exist_ok=True), [(e.name, e.is_dir()) for e in sorted(os.scandir("s"), key=lambda e: e.name)])')
show('pathlib.PurePath("/a/b.tar.gz").suffixes, pathlib.PurePath("a/b") / "c", pathlib.PurePath("a/b").parts, pathlib.PurePath("/a/b").relative_to("/a")')
show('(pathlib.Path("b").write_text("1"), os.rename("b", "c"), os.path.exists("b"), os.path.exists("c"))')
show('(lambda f: (f.write("abc"), f.close(), os.path.exists(f.name)))(tempfile.NamedTemporaryFile("w"))')
show('os.mkdir("d/y/z")')
show('(lambda f: (f.write(b"0123456789"), f.seek(-3, 2), f.read(), f.truncate(4), f.seek(0), f.read(), f.close()))(open("u", "w+b"))')
show('pathlib.PurePath("/a").relative_to("/b")')
show('[pathlib.Path(f"{name}.txt").write_text(text * i, "utf-8") for i, name in enumerate(names)]')
show('(os.makedirs("gone/a", exist_ok=True), shutil.rmtree("gone"), os.path.isdir("gone"))')
show('(pathlib.Path("l").write_text("1"), os.path.islink("l") or os.symlink("l", "ln" + str(n)), os.readlink("ln" + str(n)), os.path.islink("ln" + str(n)))')
show('(lambda d: (os.path.isdir(d), shutil.rmtree(d), os.path.isdir(d)))(tempfile.mkdtemp())')
show('os.fspath(pathlib.Path("a/b")), os.sep, os.linesep, os.curdir, os.devnull')
