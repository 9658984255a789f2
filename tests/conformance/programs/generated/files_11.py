"""files_11: written by generate.py."""
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


names = ['fjord', 'grove', 'naïve', 'quartz']
text = 'cedar\nknoll\nmaple\nprairie\nprairie\nfjord\nniche\ngrove\nnaïve\n'
n = 6
show('pathlib.PurePath("/a").relative_to("/b")')
show('(lambda f: (f.seek(n), f.read(3), f.tell(), f.close()))(io.BytesIO(text.encode()))')
show('(os.makedirs("gone/a", exist_ok=True), shutil.rmtree("gone"), os.path.isdir("gone"))')
show('os.path.join("a", "/b", "c"), os.path.normpath("a//b/../c/."), os.path.splitext("x.tar.gz"), os.path.relpath("/a/b", "/a/c")')
show('(lambda f: (f.write("ab\\ncd"), f.seek(0), f.readline(), f.read(), f.close()))(open("w", "w+", encoding="utf-8"))')
show('(shutil.copy(__file__, "copy.py"), os.path.getsize("copy.py") == os.path.getsize(__file__))')
show('(pathlib.Path("b").write_text("1"), os.rename("b", "c"), os.path.exists("b"), os.path.exists("c"))')
show('(lambda f: (f.close(), f.read()))(open(__file__))')
show('(pathlib.Path("t").write_text(text, "utf-8"), open("t", encoding="utf-8").readlines()[:2], sum(1 for _ in open("t", encoding="utf-8")))')
show('open("d2", "rz")')
show('(os.makedirs("m", exist_ok=True), os.makedirs("m"))')
show('open("missing/file")')
show('[pathlib.Path(f"{name}.txt").write_text(text * i, "utf-8") for i, name in enumerate(names)]')
show('(lambda f: (f.write(b"0123456789"), f.seek(-3, 2), f.read(), f.truncate(4), f.seek(0), f.read(), f.close()))(open("u", "w+b"))')
show('(os.makedirs("tree/a/b", exist_ok=True), pathlib.Path("tree/a/f").write_text("1"), shutil.copytree("tree", "tree2", dirs_exist_ok=True), sorted(os.listdir("tree2/a")))')
show('(os.makedirs(f"d/{names[0]}/x"), sorted(p.as_posix() for p in pathlib.Path("d").rglob("*")))')
