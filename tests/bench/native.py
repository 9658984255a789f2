"""Python as other people run it, to compare with: Debian trixie's, which has the minor version (3.13) that lean and fat are built of, with
the wheels of NumPy and nanoarrow; and the benchmarks of pyperformance. All of it stays in the cache."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from measure import PROJECT

PYTHON = ["python3.13", "python3.13-minimal", "libpython3.13-minimal", "libpython3.13-stdlib"]
LIBRARIES = ["libc6", "libgcc-s1", "libstdc++6", "libexpat1", "zlib1g", "libssl3t64", "libsqlite3-0", "liblzma5", "libbz2-1.0", "libffi8",
             "libzstd1"]
PYPERFORMANCE = "1.14.0"


def made(name, make):
    """The folder `name` of the cache, made once: make(a new folder)."""
    folder = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "pylon/tools" / name
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f"{name}.new.") as scratch:
            new = pathlib.Path(scratch) / "new"
            new.mkdir()
            make(new)
            new.rename(folder)
    return folder


def identity():
    """What fat says it is made of."""
    return json.loads((PROJECT / "artifacts/fat/manifest.json").read_text())["identity"]


def pip(*arguments):
    subprocess.run([PROJECT / "build/venv/bin/python", "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)


def command(root):
    """Python of the folder that debian-root made, without its shell script."""
    loader = next(root.glob("usr/lib/*-linux-gnu/ld-linux*.so.*"))
    return [loader, "--library-path", loader.parent, "--argv0", root / "bin/python3.13", root / "usr/bin/python3.13"]


def compile_all(python, folder):
    """As an installer would leave it: who measures imports must not measure the compiler."""
    subprocess.run([*python, "-m", "compileall", "-q", folder], check=True)


def unpack_python(folder):
    subprocess.run([PROJECT / "toolchain/debian-suite", "trixie", folder / "debs", *PYTHON, *LIBRARIES], check=True, stdout=sys.stderr)
    subprocess.run([PROJECT / "toolchain/debian-root", folder / "root", *(folder / "debs").iterdir()], check=True)


def python():
    """The command of native Python."""
    root = made("native-python-3.13", unpack_python) / "root"
    found = subprocess.check_output([*command(root), "-c", "import platform; print(platform.python_version())"], text=True).strip()
    # A distribution keeps its first 3.13.x and adds fixes; the same minor version has the same bytecode and the same interpreter loop.
    if found.split(".")[:2] != identity()["cpython"].split(".")[:2]:
        raise RuntimeError(f"Debian trixie has Python {found}, the variants {identity()['cpython']}: nothing to compare with")
    if not list(root.glob("usr/lib/python3.13/__pycache__/*")):
        compile_all(command(root), root / "usr/lib/python3.13")
    return command(root)


def packages():
    """The folder with NumPy and nanoarrow for it, as PyPI has them."""
    versions = identity()["packages"]
    wheels = [f"{name}=={versions[name]}" for name in ("numpy", "nanoarrow")]
    platform = [word for tag in ("2014", "_2_17", "_2_27", "_2_28") for word in ("--platform", f"manylinux{tag}_x86_64")]

    def install(folder):
        pip("install", "--no-deps", "--no-compile", "--only-binary", ":all:", "--ignore-requires-python", "--python-version", "3.13",
            "--implementation", "cp", "--abi", "cp313", *platform, "--target", folder, *wheels)
        compile_all(python(), folder)

    return made("native-site-" + "-".join(wheels).replace("==", "-"), install)


def pyperformance():
    """The folder of its benchmarks."""
    site = made(f"pyperformance-{PYPERFORMANCE}", lambda folder: pip(
        "install", "--no-deps", "--target", folder, f"pyperformance=={PYPERFORMANCE}"))
    return site / "pyperformance/data-files/benchmarks"
