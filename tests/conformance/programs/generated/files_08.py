"""files_08: written by generate.py."""
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


names = ['ember', 'lagoon', 'quartz', 'straße', 'Ωmega']
text = 'straße\nfjord\nniche\nlagoon\nknoll\ntundra\nmaple\nprairie\nember\n'
n = 4
show('os.rmdir("nothing")')
show('open("t3", "w").read()')
show('os.fspath(pathlib.Path("a/b")), os.sep, os.linesep, os.curdir, os.devnull')
show('os.open("nowhere/x", os.O_RDONLY)')
show('pathlib.PurePath("/a").relative_to("/b")')
show('(lambda f: (f.write("abc"), f.close(), os.path.exists(f.name)))(tempfile.NamedTemporaryFile("w"))')
show('os.listdir("t" * 300)')
show('(os.makedirs("gone/a", exist_ok=True), shutil.rmtree("gone"), os.path.isdir("gone"))')
show('os.mkdir("d/y/z")')
show('(shutil.copy(__file__, "copy.py"), os.path.getsize("copy.py") == os.path.getsize(__file__))')
show('(lambda f: (f.seek(n), f.read(3), f.tell(), f.close()))(io.BytesIO(text.encode()))')
show('(lambda f: (f.write(b"abc"), f.seek(0), f.read(), f.close()))(tempfile.TemporaryFile())')
show('open(__file__, "rb").read(3), open(__file__, encoding="ascii", errors="replace").readline()[:5]')
show('os.path.commonpath(["/a/b", "/a/c/d"]), os.path.basename("/a/b/"), os.path.isabs("a"), os.path.split("/a/b")')
show('(os.makedirs("s", exist_ok=True), [(e.name, e.is_dir()) for e in sorted(os.scandir("s"), key=lambda e: e.name)])')
show('pathlib.PurePath("/a/b.tar.gz").suffixes, pathlib.PurePath("a/b") / "c", pathlib.PurePath("a/b").parts, pathlib.PurePath("/a/b").relative_to("/a")')
