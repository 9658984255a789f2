"""What a program sees of the standard library, a line for each question. Run with lib/ mounted and with the library
inside, the answers are the same but for those that compare.py knows. probe.py SCRATCH (a folder to write in) [--write]:
with the latter also what a writer is told; only where nothing can be written, or may be."""
import asyncio
import errno
import glob
import importlib.metadata
import importlib.resources
import inspect
import io
import json
import linecache
import os
import pathlib
import pkgutil
import py_compile
import runpy
import select
import shutil
import stat
import sys
import tokenize
import traceback
import zipfile
import zoneinfo

SCRATCH = sys.argv[1]
LIB = os.path.dirname(os.__file__)
SOURCE = json.__file__
FOLDER = os.path.dirname(SOURCE)


def ask(name, question):
    try:
        answer = question()
    except BaseException as error:
        number = getattr(error, "errno", None)
        answer = f"{type(error).__name__} {errno.errorcode.get(number, number) if number else error}"
    print(f"{name}: {answer!r}", flush=True)


def failing():
    try:
        json.loads("{")
    except ValueError:
        return traceback.format_exc().splitlines()[-8:]


def descriptor(path, flags, action):
    fd = os.open(path, flags)
    try:
        return action(fd)
    finally:
        os.close(fd)


def in_folder(action):
    fd = os.open(FOLDER, os.O_RDONLY | os.O_DIRECTORY)
    try:
        return action(fd)
    finally:
        os.close(fd)


def seeks():
    with open(SOURCE, "rb") as file:
        size = file.seek(0, io.SEEK_END)
        out = [size, file.tell(), file.seek(-4, io.SEEK_CUR), file.read(), file.seek(3), file.read(5), file.seek(size + 9),
               file.read(), file.tell(), file.seek(0), hash(file.read()) == hash(pathlib.Path(SOURCE).read_bytes())]
        file.seek(7)
        return out + [os.pread(file.fileno(), 6, 2), file.tell(), os.fstat(file.fileno()).st_size]


def walked(top):
    return [(root.removeprefix(LIB), sorted(folders), sorted(files)) for root, folders, files in sorted(os.walk(top))]


def selected():
    with open(SOURCE) as file:
        return [len(part) for part in select.select([file], [], [], 0)]


def polled():
    poll = select.poll()
    with open(SOURCE) as file:
        poll.register(file, select.POLLIN)
        return [event for _, event in poll.poll(0)] == [select.POLLIN]


async def waits_and_reads():
    await asyncio.sleep(0.01)
    return len(pathlib.Path(SOURCE).read_text())


def closed():
    fd = os.open(SOURCE, os.O_RDONLY)
    os.close(fd)
    return os.read(fd, 1)


def archived():
    name = shutil.make_archive(os.path.join(SCRATCH, "json"), "zip", FOLDER)
    with zipfile.ZipFile(name) as archive:
        return sorted(archive.namelist())[:4]


def copied():
    target = os.path.join(SCRATCH, "copied.py")
    shutil.copy2(SOURCE, target)
    return pathlib.Path(target).read_bytes() == pathlib.Path(SOURCE).read_bytes(), stat.filemode(os.stat(target).st_mode)


def many_open():
    """More of the host's files than there are numbers below those of the library inside, which are taken already."""
    files = [open(SOURCE, "rb") for _ in range(20)]
    other = [open(os.path.join(SCRATCH, f"many{i}"), "x+b") for i in range(600)]
    for i, file in enumerate(other):
        file.write(b"%d" % i)
        file.seek(0)
    texts = {file.read() for file in files}
    numbers = {file.fileno() for file in files + other}
    wrong = [i for i, file in enumerate(other) if file.read() != b"%d" % i]
    for file in files + other:
        file.close()
    return len(texts), len(numbers), wrong, pathlib.Path(SCRATCH, "many599").read_text()


READS = {
    "getsource": lambda: inspect.getsource(json.dumps)[:80],
    "getsourcefile": lambda: inspect.getsourcefile(json),
    "signature": lambda: str(inspect.signature(json.dumps)),
    "linecache": lambda: linecache.getline(SOURCE, 30),
    "traceback": failing,
    "tokenize": lambda: tokenize.open(SOURCE).readline(),
    "resources": lambda: importlib.resources.files("json").joinpath("decoder.py").read_text()[:40],
    "resources list": lambda: sorted(file.name for file in importlib.resources.files("json").iterdir()),
    "pkgutil.get_data": lambda: len(pkgutil.get_data("json", "decoder.py")),
    "pkgutil.iter_modules": lambda: sorted(module.name for module in pkgutil.iter_modules(json.__path__)),
    "pkgutil.walk_packages": lambda: len(list(pkgutil.walk_packages([LIB], onerror=lambda name: None))),
    "metadata": lambda: sorted(package.name + package.version for package in importlib.metadata.distributions()),
    "metadata files": lambda: len(importlib.metadata.files("nanoarrow")),
    "get_data": lambda: len(json.__loader__.get_data(json.__cached__)),
    "spec": lambda: (json.__spec__.origin, json.__cached__, json.__path__),
    "listdir": lambda: sorted(os.listdir(FOLDER)),
    "scandir": lambda: sorted((entry.name, entry.is_dir(), entry.is_file(), entry.is_symlink(),
                               entry.is_file() and entry.stat().st_size, entry.inode() == entry.stat().st_ino) for entry in os.scandir(FOLDER)),
    "walk": lambda: hash(str(walked(LIB))) and (len(walked(LIB)), walked(FOLDER)),
    "glob": lambda: sorted(glob.glob(f"{FOLDER}/*.py")),
    "rglob": lambda: len(list(pathlib.Path(LIB).rglob("*.py"))),
    "stat file": lambda: (stat.filemode(os.stat(SOURCE).st_mode), os.stat(SOURCE).st_size, os.stat(SOURCE).st_uid),
    "stat folder": lambda: (stat.filemode(os.stat(FOLDER).st_mode), stat.filemode(os.lstat(LIB).st_mode)),
    "stat nlink": lambda: (os.stat(SOURCE).st_nlink, os.stat(FOLDER).st_nlink),
    "stat mtime": lambda: os.stat(SOURCE).st_mtime,
    "same file": lambda: (os.path.samefile(SOURCE, FOLDER + "/../json/__init__.py"), os.path.samefile(SOURCE, os.__file__)),
    "other device": lambda: os.stat(SOURCE).st_dev != os.stat(SCRATCH).st_dev,
    "access": lambda: [os.access(SOURCE, mode) for mode in (os.F_OK, os.R_OK, os.X_OK)],
    "access writing": lambda: [os.access(path, os.W_OK) for path in (SOURCE, FOLDER, "/lib")],
    "access nothing": lambda: os.access(FOLDER + "/nothing", os.F_OK),
    "exists": lambda: [os.path.exists(LIB + end) for end in ("", "/", "/os.py", "/os.py/", "/nothing")],
    "realpath": lambda: os.path.realpath(FOLDER + "/../json/./decoder.py"),
    "readlink": lambda: os.readlink(SOURCE),
    "seek": seeks,
    "zoneinfo": lambda: (len(zoneinfo.available_timezones()), str(zoneinfo.ZoneInfo("Europe/Berlin").utcoffset(
        __import__("datetime").datetime(2026, 7, 1)))),
    "dir_fd": lambda: in_folder(lambda fd: (os.stat("decoder.py", dir_fd=fd).st_size, descriptor_at(fd))),
    "dir_fd upwards": lambda: in_folder(lambda fd: os.stat("../os.py", dir_fd=fd).st_size),
    "fdopen": lambda: os.fdopen(os.open(SOURCE, os.O_RDONLY)).readline(),
    "read folder": lambda: descriptor(FOLDER, os.O_RDONLY, lambda fd: os.read(fd, 1)),
    "isatty": lambda: descriptor(SOURCE, os.O_RDONLY, os.isatty),
    "fsync": lambda: descriptor(SOURCE, os.O_RDONLY, os.fsync),
    "set_blocking": lambda: descriptor(SOURCE, os.O_RDONLY, lambda fd: (os.set_blocking(fd, False), os.get_blocking(fd))),
    "posix_fadvise": lambda: descriptor(SOURCE, os.O_RDONLY, lambda fd: os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_SEQUENTIAL)),
    "select": selected,
    "poll": polled,
    "asyncio": lambda: asyncio.run(waits_and_reads()),
    "closed": closed,
    "many open": many_open,
    "chdir": lambda: (os.chdir(FOLDER), open("decoder.py").readline(), os.getcwd(), os.chdir("/"))[1:3],
    "runpy": lambda: sorted(runpy.run_path(LIB + "/keyword.py"))[-2:],
    "copy2": copied,
    "copytree": lambda: len(list(os.walk(shutil.copytree(FOLDER, os.path.join(SCRATCH, "tree"))))),
    "make_archive": archived,
    "open nothing": lambda: open(FOLDER + "/nothing"),
    "open folder": lambda: open(FOLDER),
    "open below a file": lambda: open(SOURCE + "/x"),
    "open with slash": lambda: open(SOURCE + "/"),
    "open a long name": lambda: open(FOLDER + "/" + "n" * 300),
    "open above": lambda: open("/lib/../x"),
    "list nothing": lambda: os.listdir(FOLDER + "/nothing"),
    "list a file": lambda: os.listdir(SOURCE),
    "import nothing": lambda: __import__("json.nothing"),
}


def descriptor_at(fd):
    other = os.open("decoder.py", os.O_RDONLY, dir_fd=fd)
    try:
        return os.read(other, 20)
    finally:
        os.close(other)


# Each of these would change the library: where it is inside, it cannot.
NEW = FOLDER + "/new"
WRITES = {
    "write": lambda: open(SOURCE, "w"),
    "write both": lambda: open(SOURCE, "r+"),
    "append": lambda: open(SOURCE, "a"),
    "create": lambda: open(NEW, "w"),
    "exclusive": lambda: open(NEW, "x"),
    "exclusive there": lambda: open(SOURCE, "x"),
    "O_CREAT there": lambda: descriptor(SOURCE, os.O_RDONLY | os.O_CREAT, lambda fd: len(os.read(fd, 10))),
    "O_TRUNC": lambda: os.open(SOURCE, os.O_RDONLY | os.O_TRUNC),
    "truncate": lambda: os.truncate(SOURCE, 0),
    "ftruncate": lambda: descriptor(SOURCE, os.O_RDONLY, lambda fd: os.ftruncate(fd, 0)),
    "write to a reader": lambda: descriptor(SOURCE, os.O_RDONLY, lambda fd: os.write(fd, b"x")),
    "mkdir": lambda: os.mkdir(NEW),
    "mkdir there": lambda: os.mkdir(FOLDER),
    "makedirs there": lambda: os.makedirs(FOLDER, exist_ok=True),
    "remove": lambda: os.remove(SOURCE),
    "remove nothing": lambda: os.remove(NEW),
    "unlink missing_ok": lambda: pathlib.Path(NEW).unlink(missing_ok=True),
    "remove folder": lambda: os.remove(FOLDER),
    "rmdir": lambda: os.rmdir(FOLDER),
    "rmdir a file": lambda: os.rmdir(SOURCE),
    "rmtree": lambda: shutil.rmtree(FOLDER),
    "rename": lambda: os.rename(SOURCE, NEW),
    "rename out": lambda: os.rename(SOURCE, os.path.join(SCRATCH, "out")),
    "rename in": lambda: os.rename(os.path.join(SCRATCH, "copied.py"), NEW),
    "link": lambda: os.link(SOURCE, NEW),
    "link out": lambda: os.link(SOURCE, os.path.join(SCRATCH, "linked")),
    "symlink": lambda: os.symlink("a", NEW),
    "utime": lambda: os.utime(SOURCE, (1, 1)),
    "utime by descriptor": lambda: descriptor(SOURCE, os.O_RDONLY, lambda fd: os.utime(fd, (1, 1))),
    "touch": lambda: pathlib.Path(NEW).touch(),
    "chmod": lambda: os.chmod(SOURCE, 0o600),
    "py_compile": lambda: py_compile.compile(SOURCE, doraise=True),
    "still there": lambda: (len(json.__loader__.get_data(SOURCE)), sorted(os.listdir(FOLDER))),
}


def main():
    for name, question in READS.items():
        ask(name, question)
    if "--write" in sys.argv:
        for name, question in WRITES.items():
            ask(name, question)


main()
