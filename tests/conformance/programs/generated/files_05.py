"""files_05: written by generate.py."""
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


names = ['fjord', 'knoll', 'maple', 'naïve', 'ocean']
text = 'naïve\nmaple\ntundra\nridge\nember\nridge\ngrove\namber\nridge\n'
n = 5
show('(pathlib.Path("e").write_text("1"), open("e", "a").write("23"), open("e").read())')
show('(shutil.copy(__file__, "copy.py"), os.path.getsize("copy.py") == os.path.getsize(__file__))')
show('pathlib.PurePath("/a/b.tar.gz").suffixes, pathlib.PurePath("a/b") / "c", pathlib.PurePath("a/b").parts, pathlib.PurePath("/a/b").relative_to("/a")')
show('(pathlib.Path("x1").write_text("1"), open("x1", "x"))')
show('open("d2", "rz")')
show('(lambda f: (f.write("abc"), f.close(), os.path.exists(f.name)))(tempfile.NamedTemporaryFile("w"))')
show('(os.makedirs(f"d/{names[0]}/x"), sorted(p.as_posix() for p in pathlib.Path("d").rglob("*")))')
show('[(root, sorted(ds), sorted(fs)) for root, ds, fs in sorted(os.walk("tree"))]')
show('(os.makedirs("gone/a", exist_ok=True), shutil.rmtree("gone"), os.path.isdir("gone"))')
show('pathlib.PurePath("/a").relative_to("/b")')
show('sorted(glob.glob("*.txt")), sorted(os.listdir())[:5]')
show('io.StringIO(text).readlines()[-1], io.TextIOWrapper(io.BytesIO(b"a\\r\\nb"), newline=None).read(), io.BufferedReader(io.BytesIO(b"xyz")).peek(2)')
show('[pathlib.Path(f"{name}.txt").write_text(text * i, "utf-8") for i, name in enumerate(names)]')
show('(pathlib.Path("a").write_bytes(b"x" * n), os.path.getsize("a"), os.stat("a").st_size)')
show('(lambda f: (f.write("ab\\ncd"), f.seek(0), f.readline(), f.read(), f.close()))(open("w", "w+", encoding="utf-8"))')
show('(os.makedirs("m", exist_ok=True), os.makedirs("m"))')
