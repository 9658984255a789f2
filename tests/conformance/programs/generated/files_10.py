"""files_10: written by generate.py."""
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


names = ['birch', 'grove', 'lagoon', 'maple', 'prairie']
text = 'cedar\nridge\nstraße\ngrove\nmaple\nember\nislet\nfjord\nquartz\n'
n = 6
show('sorted(glob.glob("*.txt")), sorted(os.listdir())[:5]')
show('[(root, sorted(ds), sorted(fs)) for root, ds, fs in sorted(os.walk("tree"))]')
show('(pathlib.Path("x1").write_text("1"), open("x1", "x"))')
show('(shutil.copy(__file__, "copy.py"), os.path.getsize("copy.py") == os.path.getsize(__file__))')
show('(os.makedirs(f"d/{names[0]}/x"), sorted(p.as_posix() for p in pathlib.Path("d").rglob("*")))')
show('open("d2", "rz")')
show('(lambda f: (f.write("abc"), f.close(), os.path.exists(f.name)))(tempfile.NamedTemporaryFile("w"))')
show('os.listdir("t" * 300)')
show('(lambda f: (f.write(b"0123456789"), f.seek(-3, 2), f.read(), f.truncate(4), f.seek(0), f.read(), f.close()))(open("u", "w+b"))')
show('(os.makedirs("gone/a", exist_ok=True), shutil.rmtree("gone"), os.path.isdir("gone"))')
show('(os.makedirs("tree/a/b", exist_ok=True), pathlib.Path("tree/a/f").write_text("1"), shutil.copytree("tree", "tree2", dirs_exist_ok=True), sorted(os.listdir("tree2/a")))')
show('os.path.commonpath(["/a/b", "/a/c/d"]), os.path.basename("/a/b/"), os.path.isabs("a"), os.path.split("/a/b")')
show('(pathlib.Path("b").write_text("1"), os.rename("b", "c"), os.path.exists("b"), os.path.exists("c"))')
show('os.open("nowhere/x", os.O_RDONLY)')
show('pathlib.PurePath("a.txt").with_suffix(".md"), pathlib.PurePath("a/b/c.py").match("*.py"), pathlib.PureWindowsPath("C:\\\\x\\\\y").parts')
show('[pathlib.Path(f"{name}.txt").write_text(text * i, "utf-8") for i, name in enumerate(names)]')
