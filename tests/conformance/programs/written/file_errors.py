"""Which error a file call ends in: each call with each kind of name, each set of flags and each kind of descriptor."""
import errno
import itertools
import os
import stat

LONG = "n" * 256
NAMES = ["missing", "file", "folder", "full", "to-file", "to-folder", "to-nothing", "to-itself", ".", "..", "", "nul\0", LONG,
         *(f"{name}{end}" for name in ("missing", "file", "folder", "to-file", "to-folder", "to-nothing", "to-itself") for end in "/ /. /x".split()),
         "folder/..", "file/..", "missing/..", "full/x", "full/x/"]

SOME = ["missing", "file", "folder", "to-file", "to-folder", "to-nothing", "to-itself", ".", "..", "missing/x", "file/", "folder/", "to-folder/", "file/x"]


def build():
    for name in os.listdir("."):
        remove(name)
    os.makedirs("full")
    os.mkdir("folder")
    for name in ("file", "full/x"):
        with open(name, "w") as file:
            file.write("abc")
    for name in ("file", "folder", "nothing", "to-itself"):
        os.symlink(name, f"to-{name.removeprefix('to-')}")


def remove(name):
    if stat.S_ISDIR(os.lstat(name).st_mode):
        for inner in os.listdir(name):
            remove(f"{name}/{inner}")
        os.rmdir(name)
    else:
        os.unlink(name)


def tree(folder="."):
    found = []
    for name in sorted(os.listdir(folder)):
        path = f"{folder}/{name}"
        kind = stat.S_IFMT(os.lstat(path).st_mode)
        if kind == stat.S_IFDIR:
            found += [path, *tree(path)]
        elif kind == stat.S_IFLNK:
            found.append((path, os.readlink(path)))
        else:
            with open(path, "rb") as file:
                found.append((path, file.read()))
    return found


def outcome(call, *arguments):
    """The error's name, or "ok", with a * where something has changed, which is built anew."""
    try:
        call(*arguments)
        text = "ok"
    except OSError as error:
        text = errno.errorcode[error.errno]
    except (ValueError, OverflowError) as error:
        text = type(error).__name__
    os.chdir(HOME)
    if tree() != BUILT:
        text += "*"
        build()
    return text


def show(title, outcomes):
    """What follows each other and is the same is told once."""
    groups = [(text, [label for label, _ in group]) for text, group in itertools.groupby(outcomes, key=lambda pair: pair[1])]
    print(f"{title}:", "; ".join(f"{labels[0]}{f'...{labels[-1]}' * (len(labels) > 1)} {text}" for text, labels in groups))


def label(name):
    return repr(name if len(name) < 20 else "long")


os.makedirs("inner/home")
os.chdir("inner/home")
HOME = os.getcwd()
build()
BUILT = tree()

ONE = {
    "stat": os.stat, "lstat": os.lstat, "listdir": os.listdir, "mkdir": os.mkdir, "rmdir": os.rmdir, "unlink": os.unlink,
    "readlink": os.readlink, "chdir": os.chdir, "utime": lambda name: os.utime(name, (1, 1)), "truncate": lambda name: os.truncate(name, 5),
    "truncate -1": lambda name: os.truncate(name, -1), "makedirs": os.makedirs, "removedirs": os.removedirs,
    "open r": lambda name: open(name).close(), "open w": lambda name: open(name, "w").close(), "open x": lambda name: open(name, "x").close(),
}
for title, call in ONE.items():
    show(title, [(label(name), outcome(call, name)) for name in NAMES])

FLAGS = ["O_CREAT", "O_EXCL", "O_TRUNC", "O_DIRECTORY", "O_NOFOLLOW"]
SETS = [chosen for length in range(len(FLAGS) + 1) for chosen in itertools.combinations(FLAGS, length)]
for access in ("O_RDONLY", "O_RDWR"):
    for name in SOME:
        outcomes = []
        for chosen in SETS:
            flags = getattr(os, access) | sum(getattr(os, flag) for flag in chosen)
            outcomes.append(("|".join(flag[2:] for flag in chosen), outcome(lambda: os.close(os.open(name, flags)))))
        show(f"os.open {label(name)} {access}", outcomes)

for title, call in {"rename": os.rename, "link": os.link, "symlink": os.symlink}.items():
    for first in SOME if title == "rename" else ["missing", "file", "folder", "to-file", "to-nothing"]:
        show(f"{title} {label(first)}", [(label(second), outcome(call, first, second)) for second in NAMES if second != LONG])


def with_descriptor(kind, call):
    if kind in ("file", "folder"):
        descriptor = os.open(kind, os.O_RDONLY)
    else:
        descriptor = {"-1": -1, "900": 900}.get(kind)
    if kind == "written":
        descriptor = os.open("file", os.O_WRONLY)
    if kind == "closed":
        descriptor = os.open("file", os.O_RDONLY)
        os.close(descriptor)
    try:
        call(descriptor)
    finally:
        if kind in ("file", "folder", "written"):
            os.close(descriptor)


PLACES = (0, -1, 5, 2**40)
CALLS = {f"lseek {by} {whence}": lambda fd, by=by, whence=whence: os.lseek(fd, by, whence) for by in PLACES for whence in (0, 1, 2, -1, 7)}
CALLS |= {f"posix_fadvise {at} {length} {advice}": lambda fd, at=at, length=length, advice=advice: os.posix_fadvise(fd, at, length, advice)
          for at in PLACES for length in PLACES for advice in (0, 3, -1, 9)}
CALLS |= {f"posix_fallocate {at} {length}": lambda fd, at=at, length=length: os.posix_fallocate(fd, at, length)
          for at, length in ((0, 0), (-1, 1), (0, -1), (0, 10), (1, 2), (2**63 - 1, 2**63 - 1))}
CALLS |= {f"{name} {value}": lambda fd, name=name, value=value: getattr(os, name)(fd, value)
          for name, values in {"read": (0, 1, -1), "write": (b"", b"z"), "ftruncate": (0, -1)}.items() for value in values}
CALLS |= {"pread": lambda fd: os.pread(fd, 1, 0), "pread -1": lambda fd: os.pread(fd, 1, -1), "pwrite": lambda fd: os.pwrite(fd, b"z", 0),
          "set_inheritable": lambda fd: os.set_inheritable(fd, True), "fpathconf": lambda fd: os.fpathconf(fd, "PC_NAME_MAX")}
CALLS |= {name: getattr(os, name) for name in ("fstat", "fsync", "get_inheritable")}
WITHIN_FOLDERS = ("lseek", "read", "pread", "ftruncate", "fsync")  # what a folder's descriptor cannot do here is a kind of its own
for kind in ("-1", "900", "closed", "file", "written", "folder"):
    show(f"descriptor {kind}", [(title, outcome(with_descriptor, kind, call)) for title, call in CALLS.items()
                                if kind != "folder" or not title.startswith(WITHIN_FOLDERS)])

INSIDE = {"stat": os.stat, "mkdir": os.mkdir, "rmdir": os.rmdir, "unlink": os.unlink, "readlink": os.readlink,
          "open": lambda name, dir_fd: os.close(os.open(name, os.O_RDONLY, dir_fd=dir_fd)),
          "utime": lambda name, dir_fd: os.utime(name, (1, 1), dir_fd=dir_fd), "symlink": lambda name, dir_fd: os.symlink("a", name, dir_fd=dir_fd)}
for kind in ("-1", "900", "closed", "file", "folder"):
    for title, call in INSIDE.items():
        show(f"{title} in {kind}", [(label(name), outcome(with_descriptor, kind, lambda fd: call(name, dir_fd=fd)))
                                    for name in ("missing", "x", ".", "x/y", "nul\0", LONG)])
