"""files_01: written by generate.py."""
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


names = ['heron', 'islet', 'lagoon', 'maple', 'niche', 'tundra']
text = 'ridge\nheron\nheron\nΩmega\njetty\nprairie\nlagoon\nlagoon\nheron\n'
n = 5
show('os.remove("missing")')
show('open("missing/file")')
show('(os.makedirs("s", exist_ok=True), [(e.name, e.is_dir()) for e in sorted(os.scandir("s"), key=lambda e: e.name)])')
show('(lambda f: (f.write("abc"), f.close(), os.path.exists(f.name)))(tempfile.NamedTemporaryFile("w"))')
show('(os.makedirs("m", exist_ok=True), os.makedirs("m"))')
show('(lambda f: (f.write(b"abc"), f.seek(0), f.read(), f.close()))(tempfile.TemporaryFile())')
show('open(__file__, "rb").read(3), open(__file__, encoding="ascii", errors="replace").readline()[:5]')
show('pathlib.PurePath("/a/b.tar.gz").suffixes, pathlib.PurePath("a/b") / "c", pathlib.PurePath("a/b").parts, pathlib.PurePath("/a/b").relative_to("/a")')
show('(pathlib.Path("x1").write_text("1"), open("x1", "x"))')
show('os.open("nowhere/x", os.O_RDONLY)')
show('(os.makedirs(f"d/{names[0]}/x"), sorted(p.as_posix() for p in pathlib.Path("d").rglob("*")))')
show('open("t3", "w").read()')
show('(pathlib.Path("a").write_bytes(b"x" * n), os.path.getsize("a"), os.stat("a").st_size)')
show('(pathlib.Path("b").write_text("1"), os.rename("b", "c"), os.path.exists("b"), os.path.exists("c"))')
show('(pathlib.Path("t").write_text(text, "utf-8"), open("t", encoding="utf-8").readlines()[:2], sum(1 for _ in open("t", encoding="utf-8")))')
show('(lambda f: (f.write("ab\\ncd"), f.seek(0), f.readline(), f.read(), f.close()))(open("w", "w+", encoding="utf-8"))')
