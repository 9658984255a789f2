"""files_00: written by generate.py."""
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


names = ['amber', 'delta', 'ember', 'jetty', 'ridge', 'tundra']
text = 'ember\namber\namber\nheron\nstraße\nbirch\nknoll\njetty\nstraße\n'
n = 8
show('open("d2", "rz")')
show('(lambda f: (f.write(b"abc"), f.seek(0), f.read(), f.close()))(tempfile.TemporaryFile())')
show('os.remove("missing")')
show('(pathlib.Path("tt").write_text("1"), os.utime("tt", (1e9, 1.5e9)), os.stat("tt").st_mtime, oct(os.stat("tt").st_mode))')
show('(pathlib.Path("e").write_text("1"), open("e", "a").write("23"), open("e").read())')
show('(os.makedirs("gone/a", exist_ok=True), shutil.rmtree("gone"), os.path.isdir("gone"))')
show('[pathlib.Path(f"{name}.txt").write_text(text * i, "utf-8") for i, name in enumerate(names)]')
show('[(root, sorted(ds), sorted(fs)) for root, ds, fs in sorted(os.walk("tree"))]')
show('sorted(glob.glob("*.txt")), sorted(os.listdir())[:5]')
show('os.open("nowhere/x", os.O_RDONLY)')
show('(os.makedirs("m", exist_ok=True), os.makedirs("m"))')
show('(pathlib.Path("b").write_text("1"), os.rename("b", "c"), os.path.exists("b"), os.path.exists("c"))')
show('(pathlib.Path("a").write_bytes(b"x" * n), os.path.getsize("a"), os.stat("a").st_size)')
show('(os.makedirs("tree/a/b", exist_ok=True), pathlib.Path("tree/a/f").write_text("1"), shutil.copytree("tree", "tree2", dirs_exist_ok=True), sorted(os.listdir("tree2/a")))')
show('(lambda f: (f.write("abc"), f.close(), os.path.exists(f.name)))(tempfile.NamedTemporaryFile("w"))')
show('os.mkdir("d/y/z")')
