"""Runs probe.py with the library inside and with lib/ mounted, and compares the answers.

compare.py --inside FILE.wasm --folder FILE.wasm (--lib DIR | --extract-with PYLONCTL) [--show] -- RUNNER…: a command in which {mounts} stands for the mounts and
{wasm} for the file, e.g. wasmtime run {mounts} {wasm}. What is known to differ, and why, is in KNOWN; a difference that is
not there is a failure, and so is a writer who is told anything but what WRITERS says. Exit codes 0, 1."""
import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
KNOWN = {
    "stat nlink": "a host's folder has the links that its file system gives it; inside, everything has one",
    "stat mtime": "inside all files are of 1980-01-02: from then on zip archives can hold a time, in every time zone",
    "other device": "the scratch folder and a mounted lib/ may lie on one device; inside, files have a device of their own",
    "access writing": "inside, nothing may be written",
    "dir_fd upwards": "a host keeps to the folder that was opened; inside, the whole library may be seen anyway, as POSIX has it",
    "read folder": "POSIX says EISDIR, and so does the library; hosts differ",
    "open folder": "the same",
    "select": "POSIX says that files are always ready, and so does the library; wasmtime says that they are not",
    "poll": "the same",
    "set_blocking": "POSIX: a file keeps O_NONBLOCK, and so does the library; not every host does",
    "open above": "EPERM or ENOTCAPABLE: hosts differ, and both are a PermissionError",
    "open with slash": "hosts differ: ENOTDIR is what POSIX says",
    "open a long name": "hosts differ: ENAMETOOLONG is what POSIX says",
}
# What a writer is told inside: what Linux says of a read-only file system, but for the last three.
EROFS = "'OSError EROFS'"
WRITERS = {
    **dict.fromkeys(["write", "write both", "append", "create", "exclusive", "O_TRUNC", "truncate", "mkdir", "remove", "rmdir",
                     "rename", "link", "symlink", "utime", "utime by descriptor", "touch", "py_compile", "rmtree"], EROFS),
    "exclusive there": "'FileExistsError EEXIST'",
    "mkdir there": "'FileExistsError EEXIST'",
    "makedirs there": "None",
    "O_CREAT there": "10",
    "ftruncate": "'OSError EINVAL'",
    "write to a reader": "'OSError EBADF'",
    **dict.fromkeys(["rename out", "rename in", "link out"], "'OSError EXDEV'"),
    "chmod": "'OSError ENOSYS'",  # as everywhere in pylon.wasm: WASI has no chmod
    "remove nothing": "'FileNotFoundError ENOENT'",  # Linux: EROFS, before it has looked; ENOENT is what programs ask for
    "unlink missing_ok": "None",
    "remove folder": "'IsADirectoryError EISDIR'",
    "rmdir a file": "'NotADirectoryError ENOTDIR'",
}
# Without sources the probe finds nothing to compile.
NO_SOURCE = r"'PyCompileError SyntaxError: source code string cannot contain null bytes\n'"


def answers(options, wasm, lib, *arguments):
    with tempfile.TemporaryDirectory() as scratch:
        mounts = {"/probe": HERE, "/scratch": scratch}
        if lib:
            mounts["/lib"] = lib
        command = []
        for part in options.runner:
            if part == "{mounts}":
                for guest, host in mounts.items():
                    command += [text.format(host=host, guest=guest) for text in options.mount.split(" ")]
            else:
                command.append(part.format(wasm=wasm))
        run = subprocess.run([*command, "/probe/probe.py", "/scratch", *arguments], stdout=subprocess.PIPE, text=True, timeout=600)
    if run.returncode != 0:
        sys.exit(f"compare: {' '.join(map(str, command))} ended with {run.returncode}:\n{run.stdout[-2000:]}")
    return dict(line.split(": ", 1) for line in run.stdout.splitlines())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inside", required=True, help="a file with its library")
    parser.add_argument("--folder", required=True, help="a file without one")
    parser.add_argument("--lib", help="the folder that is mounted as /lib; a copy of it is")
    parser.add_argument("--mount", default="--dir {host}::{guest}", help="how the runner is told of a mount")
    parser.add_argument("--extract-with", metavar="PYLONCTL", help="make the folder of what is inside: compiled files alone, say")
    parser.add_argument("--show", action="store_true", help="show what is known to differ too")
    parser.add_argument("runner", nargs="+", help="the command: {mounts} and {wasm} stand for theirs")
    options = parser.parse_args()
    inside = answers(options, options.inside, None, "--write")
    # A copy: what the probe does not write may still be written by what it calls.
    with tempfile.TemporaryDirectory() as folder:
        if options.extract_with:
            subprocess.run([options.extract_with, "pack", options.inside, "--extract", f"{folder}/inside"], check=True,
                           stdout=subprocess.DEVNULL)
            options.lib = f"{folder}/inside/lib"
        if not Path(options.lib, "python3.13/json/__init__.py").exists():
            WRITERS["py_compile"] = NO_SOURCE
        shutil.copytree(options.lib, f"{folder}/lib", copy_function=shutil.copy)
        mounted = answers(options, options.folder, f"{folder}/lib")
    still = inside.pop("still there")
    writers = {name: inside.pop(name) for name in WRITERS}
    differ = [name for name in mounted if mounted[name] != inside.get(name)]
    for name in differ:
        if options.show or name not in KNOWN:
            print(f"{name}\n  folder  {mounted[name]}\n  inside  {inside.get(name)}\n  why     {KNOWN.get(name, '(not known)')}")
    wrong = {name: answer for name, answer in writers.items() if answer != WRITERS[name]}
    for name, answer in wrong.items():
        print(f"{name}: {answer}, not {WRITERS[name]}")
    if "scanner.py" not in still:
        wrong["still there"] = still
    unknown = [name for name in differ if name not in KNOWN]
    print(f"{len(mounted)} answers, {len(differ)} differ, {len(unknown)} of them not known; {len(writers)} writers, "
          f"{len(wrong)} told something else")
    return 1 if unknown or wrong or set(inside) != set(mounted) else 0


sys.exit(main())
