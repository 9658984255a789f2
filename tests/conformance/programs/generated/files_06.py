"""files_06: written by generate.py."""
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


names = ['heron', 'knoll', 'maple', 'prairie', 'ridge', 'straße', 'Ωmega']
text = 'naïve\namber\nquartz\njetty\nquartz\nstraße\nocean\nprairie\nniche\n'
n = 6
show('(pathlib.Path("l").write_text("1"), os.path.islink("l") or os.symlink("l", "ln" + str(n)), os.readlink("ln" + str(n)), os.path.islink("ln" + str(n)))')
show('os.mkdir("d/y/z")')
show('(os.makedirs("tree/a/b", exist_ok=True), pathlib.Path("tree/a/f").write_text("1"), shutil.copytree("tree", "tree2", dirs_exist_ok=True), sorted(os.listdir("tree2/a")))')
show('os.fspath(pathlib.Path("a/b")), os.sep, os.linesep, os.curdir, os.devnull')
show('(pathlib.Path("tt").write_text("1"), os.utime("tt", (1e9, 1.5e9)), os.stat("tt").st_mtime, oct(os.stat("tt").st_mode))')
show('(lambda f: (f.seek(n), f.read(3), f.tell(), f.close()))(io.BytesIO(text.encode()))')
show('pathlib.PurePath("/a").relative_to("/b")')
show('(lambda f: (f.close(), f.read()))(open(__file__))')
show('(pathlib.Path("x1").write_text("1"), open("x1", "x"))')
show('(lambda f: (f.write("abc"), f.close(), os.path.exists(f.name)))(tempfile.NamedTemporaryFile("w"))')
show('os.listdir("t" * 300)')
show('(lambda f: (f.write("ab\\ncd"), f.seek(0), f.readline(), f.read(), f.close()))(open("w", "w+", encoding="utf-8"))')
show('sorted(glob.glob("*.txt")), sorted(os.listdir())[:5]')
show('(os.makedirs("m", exist_ok=True), os.makedirs("m"))')
show('os.remove("missing")')
show('os.open("nowhere/x", os.O_RDONLY)')
