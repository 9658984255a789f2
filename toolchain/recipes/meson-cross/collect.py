"""What becomes of a Meson build folder.

    collect.py targets BUILD                 prints the files to ask Ninja for: the run-time extension modules
    collect.py archives AR BUILD OUT         writes OUT/lib/*.a and OUT/modules.json
    collect.py python INSTALLED OUT PACKAGE  moves PACKAGE's run-time Python files to OUT/python and compiles them

OUT/modules.json names each module, its init function and its archives (below OUT/lib) in link order. <dotted name>.a holds
a module's own objects; what several share stays in the archives the package's own build makes of it.
"""
import compileall
import json
import os
import pathlib
import py_compile
import shutil
import subprocess
import sys


def modules(build):
    """The extension modules installed for run time: (path below the build folder, dotted name), sorted by name."""
    plan = json.loads((build / "meson-info/intro-install_plan.json").read_text())
    found = []
    for path, entry in plan["targets"].items():
        if entry["tag"] == "runtime" and path.endswith(".so"):
            folder, file = entry["destination"].removeprefix("{py_platlib}/").rsplit("/", 1)
            found.append((pathlib.Path(path).relative_to(build), f"{folder}/{file.split('.')[0]}".replace("/", ".")))
    return sorted(found, key=lambda module: module[1])


def copy_archive(ar, source, target, build):
    # Meson's archives for use within the build are thin: they only name their objects.
    members = subprocess.run([ar, "tO", source], cwd=build, check=True, capture_output=True, text=True).stdout
    with open(build / source, "rb") as file:
        thin = file.read(7) == b"!<thin>"
    if thin:
        objects = [line.split(" 0x")[0] for line in members.splitlines()]
        subprocess.run([ar, "qcsD", target, *objects], cwd=build, check=True)
    else:
        shutil.copyfile(build / source, target)


def archives(ar, build, out):
    build, out = pathlib.Path(build).resolve(), pathlib.Path(out)
    (out / "lib").mkdir(parents=True, exist_ok=True)
    listed, copied = [], {}
    for path, name in modules(build):
        sources = [(str(path), f"{name}.a")]
        for source in (build / f"{path}.archives").read_text().split():
            sources.append((source, pathlib.Path(source).name))
        for source, target in sources:
            if copied.setdefault(target, source) != source:
                sys.exit(f"collect: {copied[target]} and {source} would both be {target}")
            if not (out / "lib" / target).exists():
                copy_archive(ar, source, out / "lib" / target, build)
        init = "PyInit_" + name.rsplit(".", 1)[1]
        listed.append({"name": name, "init": init, "archives": list(dict.fromkeys(target for _, target in sources))})
    (out / "modules.json").write_text(json.dumps({"modules": listed}, indent=2) + "\n")


def python(installed, out, package):
    source = next(pathlib.Path(installed).glob(f"**/site-packages/{package}"))
    target = pathlib.Path(out, "python", package)
    # Only what runs: neither the archives in the modules' places nor what compilers and type checkers read.
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(
        "*.so", "*.archives", "*.pyi", "*.pyx", "*.pxd", "*.a", "*.c", "*.h", "tests", "_examples", "__pycache__"))
    # This Python is of the version that will read the .pyc; they name the place where the files will be mounted.
    site = "/lib/python{}.{}/site-packages".format(*sys.version_info)
    compileall.compile_dir(target, quiet=1, stripdir=str(pathlib.Path(out, "python")), prependdir=site,
                           invalidation_mode=py_compile.PycInvalidationMode[os.environ["PYC"].replace("-", "_").upper()]) or sys.exit(1)


match sys.argv[1:]:
    case ["targets", build]:
        print(*(path for path, _ in modules(pathlib.Path(build).resolve())), sep="\n")
    case ["archives", ar, build, out]:
        archives(ar, build, out)
    case ["python", installed, out, package]:
        python(installed, out, package)
    case _:
        sys.exit(__doc__)
