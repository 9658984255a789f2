"""The options that every driver in this folder takes, for those in Python:
[--cache FOLDER] [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]..."""
import argparse
import pathlib


def options(usage):
    """folders: [(host, guest)], env: {name: value}, words: [FILE.wasm, ARGUMENT...]."""
    parser = argparse.ArgumentParser(description=usage)
    parser.add_argument("--cache", type=pathlib.Path, help="where compiled code may be kept")
    parser.add_argument("--dir", action="append", default=[], metavar="HOST::GUEST")
    parser.add_argument("--env", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="FILE.wasm [ARGUMENT]...")
    found = parser.parse_args()
    if not found.words:
        parser.error("FILE.wasm is missing")
    found.folders = [tuple(each.split("::", 1)) for each in found.dir]
    found.env = dict(each.split("=", 1) for each in found.env)
    return found
