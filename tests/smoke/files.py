"""Files as POSIX shows them: modes in stat and in archives, chmod that is honest, lib/ that no run writes into."""
# ---- The canonical gate: the same text in every smoke, so that each runs alone, by hand.
import os
import sys


def _probe(mod):
    try:
        __import__(mod)
        return True
    except BaseException:
        return False


_HAVE_NUMPY = _probe("numpy")
_REQUIRE_FAT = os.environ.get("PYLON_REQUIRE_FAT") == "1"
_NUMPY = ("numpy", _HAVE_NUMPY)
passed = total = skipped = 0


def check(label, thunk, requires=()):
    """Counts one check, which passes when thunk() is true. What it requires and is not there makes it a SKIP, which
    counts as passed; with PYLON_REQUIRE_FAT=1, as in a release cut, it makes it a FAIL that names what is missing."""
    global passed, total, skipped
    total += 1
    print(f"{label}: ", end="", flush=True)  # so that a trap shows where it struck
    missing = ", ".join(name for name, have in requires if not have)
    if missing and not _REQUIRE_FAT:
        passed += 1
        skipped += 1
        print(f"SKIP (needs {missing})")
        return
    try:
        problem = f"needs {missing}" if missing else "" if thunk() else "not true"
    except BaseException as error:
        problem = repr(error)
    passed += not problem
    print(f"FAIL ({problem})" if problem else "ok")
# ---- End of the gate.

import contextlib
import errno
import getpass
import importlib.machinery
import pathlib
import shelve
import shutil
import stat
import tarfile
import tempfile
import zipfile


def raises(error, thunk):
    try:
        thunk()
    except error:
        return True
    return False


def fails_with(number, thunk):
    try:
        thunk()
    except OSError as error:
        return error.errno == number
    return False


def in_folder(function):
    """Calls function(folder) in a folder that holds in/a.txt, in/sub/ and in/link -> a.txt."""
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(f"{folder}/in/sub")
        pathlib.Path(folder, "in/a.txt").write_text("a")
        os.symlink("a.txt", f"{folder}/in/link")
        return function(folder)


def modes(folder):
    entries = {entry.name: stat.filemode(entry.stat(follow_symlinks=False).st_mode) for entry in os.scandir(f"{folder}/in")}
    with open(f"{folder}/in/a.txt") as file:
        return (entries == {"a.txt": "-rw-r--r--", "sub": "drwxr-xr-x", "link": "lrwxrwxrwx"}
                and os.fstat(file.fileno()).st_mode == os.stat(f"{folder}/in/link").st_mode == 0o100644)


def zipped(folder):
    shutil.make_archive(f"{folder}/o", "zip", f"{folder}/in")
    with zipfile.ZipFile(f"{folder}/o.zip") as archive:
        return {info.filename: oct(info.external_attr >> 16) for info in archive.infolist() if info.filename != "link"} == {
            "a.txt": "0o100644", "sub/": "0o40755"}


def tarred(folder):
    shutil.make_archive(f"{folder}/o", "gztar", f"{folder}/in")
    with tarfile.open(f"{folder}/o.tar.gz") as archive:
        return {info.name: oct(info.mode) for info in archive} == {
            ".": "0o755", "./a.txt": "0o644", "./sub": "0o755", "./link": "0o777"}


def unpacked(folder):
    """A mode that cannot be set (0600) takes nothing from the rest, the time among it."""
    with tarfile.open(f"{folder}/o.tar", "w") as archive:
        info = archive.gettarinfo(f"{folder}/in/a.txt", "a.txt")
        info.mode, info.mtime = 0o600, 1_000_000_000
        with open(f"{folder}/in/a.txt", "rb") as file:
            archive.addfile(info, file)
    shutil.unpack_archive(f"{folder}/o.tar", f"{folder}/out", filter="data")
    return os.stat(f"{folder}/out/a.txt").st_mtime == 1_000_000_000


def changed_modes(folder):
    path = f"{folder}/in/a.txt"
    os.chmod(path, 0o644)  # as shown
    os.chmod(path, 0o755)  # more, which has no effect
    os.chmod(f"{folder}/in", 0o700)  # of a folder any mode is taken, without effect
    return (raises(OSError, lambda: os.chmod(path, 0o600))
            and raises(OSError, lambda: pathlib.Path(path).chmod(0o444)) and os.stat(path).st_mode == 0o100644)


def executable(folder):
    path = f"{folder}/in/a.txt"
    return (os.access(path, os.R_OK | os.W_OK) and not os.access(path, os.X_OK) and os.access(f"{folder}/in/sub", os.X_OK)
            and not os.access(f"{path}/", os.F_OK) and os.access(f"{folder}/in/", os.F_OK) and shutil.which("a.txt", path=f"{folder}/in") is None)


def copied(folder):
    shutil.copytree(f"{folder}/in", f"{folder}/copy")  # wazero cannot set the time of a link
    shutil.copy2(f"{folder}/in/a.txt", f"{folder}/b.txt")
    with shelve.open(f"{folder}/shelf") as shelf:  # dbm.dumb asks for 0666
        shelf["a"] = 1
    return sorted(os.listdir(f"{folder}/copy")) == ["a.txt", "link", "sub"]


def nothing_is_called_empty(folder):
    """wasi-libc takes "" for the current directory; POSIX says that there is no such file."""
    calls = (os.stat, os.listdir, os.mkdir, os.rmdir, os.unlink, os.chdir, os.utime, open, os.readlink,
             lambda name: os.rename(name, f"{folder}/b"), lambda name: os.chmod(name, 0o644))
    os.chdir(folder)  # a folder of the host, which "" would be
    try:
        return (not any(ask("") for ask in (os.path.exists, os.path.isdir, os.path.lexists, lambda name: os.access(name, os.F_OK)))
                and all(raises(FileNotFoundError, lambda: call("")) for call in calls))
    finally:
        os.chdir(os.path.dirname(folder))  # "/" need not be mounted, so that there may be no way back


def slashes_at_the_end(folder):
    """Wasmtime refuses to remove "folder/"; lstat of "file/" told of the file; Bun did to the file whatever was asked of "file/"."""
    shutil.rmtree(f"{folder}/in/sub/")
    os.makedirs(f"{folder}/in/sub/deeper/")
    os.removedirs(f"{folder}/in/sub/deeper//")
    file = f"{folder}/in/a.txt"
    calls = (os.stat, os.lstat, os.rmdir, os.unlink, os.utime, os.listdir, lambda name: os.open(name, os.O_RDWR), lambda name: os.truncate(name, 0),
             lambda name: os.rename(name, f"{folder}/b"))
    refused = all(raises(NotADirectoryError, lambda: call(name)) for call in calls for name in (f"{file}/", f"{file}//", f"{folder}/in/link/"))
    return (refused and not os.path.exists(f"{folder}/in/sub") and not os.path.lexists(f"{file}/.")
            and raises(OSError, lambda: open(f"{file}/", "w")) and raises(OSError, lambda: open(f"{folder}/new/", "w"))
            and raises(NotADirectoryError, lambda: os.rename(file, f"{folder}/new/")) and os.listdir(folder) == ["in"]
            and pathlib.Path(file).read_text() == "a")


def dots(folder):
    """wasi-libc makes a name of them: os.rmdir(".") removed the current folder."""
    os.chdir(f"{folder}/in/sub")
    try:
        return (all(raises(OSError, lambda: os.rmdir(name)) for name in (".", "./", "..", "../sub/."))
                and all(raises(OSError, lambda: os.rename(*names)) for names in ((".", "."), (".", "new"), ("..", "new"), ("../a.txt", "."), ("../.", "new")))
                and raises(FileNotFoundError, lambda: os.rmdir("new/.")) and raises(NotADirectoryError, lambda: os.rename("../a.txt/.", "new"))
                and sorted(os.listdir(f"{folder}/in")) == ["a.txt", "link", "sub"] and os.path.isdir(f"{folder}/in/sub"))
    finally:
        os.chdir(os.path.dirname(folder))


def replaced(folder):
    """The errors of a rename over what is there. The smoke overwrite says that nothing is lost."""
    path = pathlib.Path(folder)
    for name in ("full/k", "other/k"):
        (path / name).parent.mkdir()
        (path / name).write_text(name)
    (path / "empty").mkdir()
    file, link = path / "in/a.txt", path / "in/link"
    refused = all(fails_with(number, lambda: os.rename(*names)) for number, names in (
        (errno.EISDIR, (file, path / "empty")), (errno.EISDIR, (link, path / "empty")), (errno.ENOTDIR, (path / "full", file)),
        (errno.ENOTDIR, (path / "full", link)), (errno.ENOTEMPTY, (path / "full", path / "other"))))
    os.rename(path / "full", path / "full")
    os.rename(path / "full", path / "empty")
    os.replace(path / "other/k", file)
    return (refused and raises(FileExistsError, lambda: os.link(file, path / "empty/k")) and (path / "empty/k").read_text() == "full/k"
            and file.read_text() == "other/k" and sorted(os.listdir(folder)) == ["empty", "in", "other"])


def back_again(folder):
    """Where a start is in "/", which need not be mounted, contextlib.chdir() comes back to it."""
    if os.getcwd() != "/":
        return True
    with contextlib.chdir(folder):
        inside = os.path.exists("in/a.txt")
    os.chdir("/")
    return inside and os.getcwd() == "/" and not os.path.exists("in/a.txt") and os.path.exists(f"{folder}/in/a.txt")


def steps_up(folder):
    """".." behind a link is a step up from where the link leads; behind a file, and behind nothing, it is an error. Of two mounts each is reached from
    the other. Hosts that follow no link to a folder are asked for the rest. tests/conformance/programs/written/steps_up.py has more of them."""
    for name in ("deep/er", "up/er"):
        os.makedirs(f"{folder}/in/sub/{name}")
    os.symlink("sub/deep/er", f"{folder}/in/far")
    if os.path.isdir(f"{folder}/in/far"):
        pathlib.Path(folder, "in/far/../new").write_text("b")
    else:
        pathlib.Path(folder, "in/sub/deep/new").write_text("b")
    first = os.getcwd()
    os.chdir(f"{folder}/in/sub/deep/er")
    try:
        os.chdir("../../up/./er//")
        here = os.getcwd()
        inside = sorted(os.listdir("../../deep")) == ["er", "new"] and not os.path.lexists(f"{folder}/in/new")
        os.chdir("..")
        above = os.getcwd()
    finally:
        os.chdir(first if first != "/" else os.path.dirname(folder))
    mount = "/" + folder.split("/")[1]
    other = os.path.abspath(__file__)
    return (inside and here == f"{folder}/in/sub/up/er" and above == f"{folder}/in/sub/up" and os.path.samefile(f"{mount}/..{other}", other)
            and raises(NotADirectoryError, lambda: os.listdir(f"{folder}/in/a.txt/../sub")) and raises(FileNotFoundError, lambda: os.listdir(f"{folder}/no/../in")))


def too_many_links(folder):
    """What is refused for its links is nobody else's name."""
    names = ("0", "x")
    for name in names:
        pathlib.Path(folder, "in/sub", name).write_text(name)
    for number in range(41):
        os.symlink("sub", f"{folder}/in/{number}")
    path = f"{folder}/in/" + "".join(f"{number}/../" for number in range(41)) + "a.txt"
    return (all(raises(OSError, lambda: call(path)) for call in (open, os.unlink, os.mkdir, lambda name: open(name, "w")))
            and sorted(os.listdir(f"{folder}/in/sub")) == ["0", "x"] and all(pathlib.Path(folder, "in/sub", name).read_text() == name for name in names))


def no_link_is_followed(folder):
    return (fails_with(errno.ELOOP, lambda: os.open(f"{folder}/in/link", os.O_RDONLY | os.O_NOFOLLOW))
            and fails_with(errno.EEXIST, lambda: os.open(f"{folder}/in/link", os.O_WRONLY | os.O_NOFOLLOW | os.O_CREAT | os.O_EXCL))
            and (os.close(os.open(f"{folder}/in/a.txt", os.O_RDONLY | os.O_NOFOLLOW)) is None))


def opened_without_a_mode(folder):
    """O_RDONLY is 0 elsewhere, and programs leave it out."""
    file, new = f"{folder}/in/a.txt", f"{folder}/new"
    texts = []
    for flags in (0, os.O_CREAT):
        descriptor = os.open(file, flags)
        texts.append(os.read(descriptor, 10))
        os.close(descriptor)
    os.close(os.open(folder, os.O_DIRECTORY))
    os.close(os.open(new, os.O_CREAT | os.O_EXCL))
    return (texts == [b"a", b"a"] and os.path.getsize(new) == 0 and raises(FileExistsError, lambda: os.open(new, os.O_CREAT | os.O_EXCL))
            and raises(NotADirectoryError, lambda: os.open(file, os.O_DIRECTORY)))


def unknown_numbers(folder):
    """Wasmtime ended the program for a number that WASI does not define."""
    path = f"{folder}/in/a.txt"
    for seek in (os.lseek, lambda descriptor, *where: open(descriptor, "rb", buffering=0, closefd=False).seek(*where)):
        with open(path, "rb") as file:
            if not all(raises(OSError, lambda: seek(file.fileno(), 0, whence)) for whence in (-1, 5, 257)):
                return False
            beyond = lambda: (seek(file.fileno(), 2**63 - 1, os.SEEK_SET), seek(file.fileno(), 1, os.SEEK_CUR))
            if not raises(OSError, beyond) or seek(file.fileno(), 0, os.SEEK_SET) != 0:
                return False
    for bit in range(5, 24):  # where WASI's flags are: what nobody knows is ignored, as elsewhere
        os.close(os.open(path, os.O_RDWR | 1 << bit & ~(os.O_CREAT | os.O_DIRECTORY | os.O_EXCL | os.O_TRUNC)))
    with open(path, "rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_NOREUSE)
        return all(raises(OSError, lambda: os.posix_fadvise(file.fileno(), 0, 0, advice)) for advice in (-1, 6)) and file.read() == b"a"


def errors_of_descriptors(folder):
    """wasi-libc and Wasmtime answer of descriptors that are not open. tests/conformance/programs/written/file_errors.py has all such errors."""
    descriptor = os.open(f"{folder}/in/a.txt", os.O_RDONLY)
    os.close(descriptor)
    calls = (lambda: os.lseek(descriptor, 0, 9), lambda: os.posix_fadvise(descriptor, -1, 0, 9), lambda: os.posix_fallocate(descriptor, -1, 1),
             lambda: os.get_inheritable(descriptor), lambda: os.set_inheritable(descriptor, True), lambda: os.fpathconf(descriptor, "PC_NAME_MAX"))
    return all(fails_with(errno.EBADF, call) for call in calls)


def reserved(folder):
    """No host need reserve space: the file is made longer, and what is in it stays. All of it is data, to its end."""
    path = f"{folder}/in/a.txt"
    with open(path, "r+b") as file:
        os.posix_fallocate(file.fileno(), 5000, 5000)
        os.posix_fallocate(file.fileno(), 0, 10)
        places = [file.seek(place, whence) for place, whence in ((7, os.SEEK_DATA), (7, os.SEEK_HOLE))]
        beyond = all(fails_with(errno.ENXIO, lambda: file.seek(10000, whence)) for whence in (os.SEEK_DATA, os.SEEK_HOLE))
        wrong = all(fails_with(error, lambda: os.posix_fallocate(file.fileno(), *where)) for error, where in (
            (errno.EINVAL, (0, 0)), (errno.EINVAL, (-1, 5)), (errno.EFBIG, (2**63 - 1, 2**63 - 1))))
    with open(path, "rb") as file:
        return file.read() == b"a" + bytes(9999) and places == [7, 10000] and beyond and wrong


def library_is_left_alone(folder):
    def writes(source):
        cached = os.path.join(os.path.dirname(source), "__pycache__", "written_by_a_run.pyc")
        importlib.machinery.SourceFileLoader("a", source)._cache_bytecode(source, cached, b"-")
        written = os.path.exists(cached)
        if written:
            os.unlink(cached)
        return written

    return writes(f"{folder}/in/a.txt") and not writes(os.__file__) and not writes(__import__("nanoarrow").__file__)


def removed_while_listed(folder):
    """A host that goes on at the n-th name passes over as many as were removed."""
    for number in range(500):
        open(f"{folder}/file-{number:03}", "w").close()
    seen = []
    for entry in os.scandir(folder):
        if entry.name.startswith("file-"):
            os.unlink(entry.path)
            seen.append(entry.name)
    return len(seen) == len(set(seen)) == 500


check("stat shows modes", lambda: in_folder(modes))
check("zip has modes", lambda: in_folder(zipped))
check("tar has modes", lambda: in_folder(tarred))
check("what is unpacked has its time", lambda: in_folder(unpacked))
check("chmod of a file that is not there", lambda: raises(FileNotFoundError, lambda: os.chmod("/no/such/file", 0o644)))
check("chmod does what can be done, and says what cannot", lambda: in_folder(changed_modes))
check("nobody may execute a file", lambda: in_folder(executable))
check("copies, and a shelf", lambda: in_folder(copied))
check("nothing is called by an empty name", lambda: in_folder(nothing_is_called_empty))
check("a slash behind a name", lambda: in_folder(slashes_at_the_end))
check("no removal and no rename of dots", lambda: in_folder(dots))
check("files removed while a folder is listed", lambda: in_folder(removed_while_listed))
check("what a rename replaces, and a link does not", lambda: in_folder(replaced))
check("back to the first folder", lambda: in_folder(back_again))
check("steps up", lambda: in_folder(steps_up))
check("too many links", lambda: in_folder(too_many_links))
check("a link that is not to be followed", lambda: in_folder(no_link_is_followed))
check("os.open without a mode", lambda: in_folder(opened_without_a_mode))
check("numbers that nobody knows", lambda: in_folder(unknown_numbers))
check("errors of descriptors", lambda: in_folder(errors_of_descriptors))
check("space for a file", lambda: in_folder(reserved))
check("a run writes nothing into lib/", lambda: in_folder(library_is_left_alone))
check("no statvfs", lambda: raises(OSError, lambda: os.statvfs("/")) and raises(OSError, lambda: shutil.disk_usage("/")))
check("statvfs of a file that is not there", lambda: raises(FileNotFoundError, lambda: os.statvfs("/no/such/file")))
check("fstatvfs", lambda: raises(OSError, lambda: os.fstatvfs(1)))
check("no home", lambda: os.path.expanduser("~/a") == os.path.join(os.environ.get("HOME", "~"), "a"))
check("no user", lambda: "USER" in os.environ or raises(OSError, getpass.getuser))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
