"""Where "." and ".." lead: behind folders, links, files and nothing, from every current folder, to every kind of call."""
import errno
import itertools
import os

os.makedirs("top/outer/home/a/b/c")
os.makedirs("top/outer/home/d")
os.chdir("top/outer/home")
HOME = os.getcwd()
OUTER = os.path.dirname(HOME)
for name in ("f", "a/x", "a/b/y", "d/z"):
    with open(name, "w") as file:
        file.write(name)
for target, name in (("a/b", "to-b"), ("to-b", "to-to-b"), ("f", "to-f"), ("nothing", "to-nothing"), ("to-itself", "to-itself"), ("..", "d/up"), ("../a/b/..", "d/to-a"),
                     ("to-b/../b/c", "to-c")):  # hosts make no link to an absolute path
    os.symlink(target, name)


def outcome(call, *arguments):
    try:
        return call(*arguments)
    except OSError as error:
        return errno.errorcode[error.errno]


def seen(path):
    return str(path).replace(HOME, "HOME").replace(OUTER, "OUTER").replace(os.path.dirname(OUTER), "TOP")


NAMES = ["a", "a/b", "f", "missing", "to-b", "to-to-b", "to-f", "to-nothing", "to-itself", "d", "d/up", "d/to-a", "to-c", "."]
ENDS = ["..", "../", "../.", "../..", "../b", "../b/..", "../x", "./../x", "//..//x", "../f", "../../a/x", "../d/../a", "...", "..x", "../new"]


def read(path):
    with open(path) as file:
        return file.read()


def written(path):
    with open(path, "w") as file:
        file.write("new")
    place = next(os.path.join(folder, "new") for folder, _, files in os.walk(OUTER) if "new" in files)
    os.unlink(place)
    return seen(place)


def gone_to(path):
    try:
        os.chdir(path)
        return seen(os.getcwd())
    finally:
        os.chdir(HOME)


for name, end in itertools.product(NAMES, ENDS):
    path = f"{name}/{end}"
    line = [sorted(found) if isinstance(found := outcome(os.listdir, path), list) else found, outcome(read, path), outcome(gone_to, path),
            outcome(os.mkdir, path), outcome(os.rmdir, path), outcome(os.unlink, path if end.endswith(".") else path + "-"), outcome(os.readlink, path)]
    if end.endswith("/new"):
        line.append(outcome(written, path))
    print(path, *line)

for start in ("a/b/c", "to-b", "d", "d/up"):
    os.chdir(start)
    print(start, seen(os.getcwd()), *(seen(outcome(os.path.realpath, path)) for path in ("..", "../..", "../x", "../up/f")),
          *(outcome(read, path) for path in ("../x", "../../f", "x", "../f", "../d/z", f"{HOME}/to-b/../x", "../../../../../../f")), outcome(os.path.exists, "../.."))
    os.chdir(HOME)

descriptor = os.open("a/b", os.O_RDONLY)
for path in ("y", "./y", "c/../y", "y/../y", "missing/../y"):  # no host lets a path leave its descriptor's folder
    print(path, outcome(lambda: os.stat(path, dir_fd=descriptor).st_size))
os.close(descriptor)
for steps in (1, 3, 50):
    path = "a/b/c" + "/../c" * steps
    print(steps, outcome(os.listdir, path), outcome(gone_to, path))
print(outcome(read, "../" * 60 + HOME + "/a/x"), outcome(read, "a/" + "../a/" * 1500 + "x"))
print(outcome(os.rename, "a/../f", "to-b/../g"), outcome(read, "a/g"), outcome(os.replace, "a/b/../g", "d/up/f"), outcome(read, "f"))
print(outcome(os.link, "d/../f", "to-b/../linked"), outcome(read, "a/linked"), outcome(os.symlink, "../f", "to-b/../link"), outcome(read, "a/link"))

os.makedirs("r/s")
os.chdir("r/s")
os.rmdir("../s")
print("from a folder that is gone", outcome(os.listdir, ".."), outcome(read, "../../f"), outcome(lambda: os.chdir("..") or seen(os.getcwd())))
os.chdir(HOME)
os.mkdir("q")
print("long ways", *(outcome(os.chdir, "q/" + "../q/" * steps) or os.chdir(HOME) for steps in (800, 818, 900)))
for number in range(45):
    os.symlink("a", f"link-{number}")
for links in (40, 41):
    path = "/".join(f"link-{number}/.." for number in range(links)) + "/f"
    print(links, "links", outcome(read, path) if links == 40 else (outcome(read, path), outcome(os.unlink, path)) != ("a/x", None))
for name in ("missing/x/", "f/x/", "to-itself/f/", "n" * 256 + "/c/", "f/", "a/", "new/", "a/new/"):
    print(name[:9], outcome(lambda: os.close(os.open(name, os.O_WRONLY | os.O_CREAT))))
os.makedirs("d/sub/k")
for names in (("d", "d/z"), ("d", "d/sub"), ("d/z", "d"), ("d/sub", "d"), ("d", "d/new"), ("d/sub/k", "d/sub")):
    print(*names, outcome(os.rename, *names))
print(outcome(os.pathconf, ".", "PC_NAME_MAX"), outcome(os.pathconf, "missing", "PC_NAME_MAX"), sorted(os.listdir("a")))
