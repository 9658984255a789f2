"""files_12: written by generate.py."""
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


names = ['cedar', 'heron', 'knoll', 'maple', 'tundra', 'Ωmega']
text = 'fjord\nknoll\nprairie\nΩmega\njetty\ntundra\nheron\nnaïve\nheron\n'
n = 6
show('(pathlib.Path("b").write_text("1"), os.rename("b", "c"), os.path.exists("b"), os.path.exists("c"))')
show('[(root, sorted(ds), sorted(fs)) for root, ds, fs in sorted(os.walk("tree"))]')
show('pathlib.PurePath("a.txt").with_suffix(".md"), pathlib.PurePath("a/b/c.py").match("*.py"), pathlib.PureWindowsPath("C:\\\\x\\\\y").parts')
show('sorted(glob.glob("*.txt")), sorted(os.listdir())[:5]')
show('pathlib.PurePath("/a").relative_to("/b")')
show('open("missing/file")')
show('[pathlib.Path(f"{name}.txt").write_text(text * i, "utf-8") for i, name in enumerate(names)]')
show('os.rmdir("nothing")')
show('(pathlib.Path("t").write_text(text, "utf-8"), open("t", encoding="utf-8").readlines()[:2], sum(1 for _ in open("t", encoding="utf-8")))')
show('(lambda f: (f.write("abc"), f.close(), os.path.exists(f.name)))(tempfile.NamedTemporaryFile("w"))')
show('os.mkdir("d/y/z")')
show('(lambda f: (f.write(b"0123456789"), f.seek(-3, 2), f.read(), f.truncate(4), f.seek(0), f.read(), f.close()))(open("u", "w+b"))')
show('open("t3", "w").read()')
show('(shutil.copy(__file__, "copy.py"), os.path.getsize("copy.py") == os.path.getsize(__file__))')
show('(os.makedirs("tree/a/b", exist_ok=True), pathlib.Path("tree/a/f").write_text("1"), shutil.copytree("tree", "tree2", dirs_exist_ok=True), sorted(os.listdir("tree2/a")))')
show('io.StringIO(text).readlines()[-1], io.TextIOWrapper(io.BytesIO(b"a\\r\\nb"), newline=None).read(), io.BufferedReader(io.BytesIO(b"xyz")).peek(2)')
