"""Finds symbols that a module defines otherwise than somebody else, and renames them on the module's side.

    twins.py NM BUILD TWINS
    twins.py NM BUILD           fails if there are any

All modules go into one program, where the linker takes the first definition of a name and says nothing when another body
was meant. NumPy compiles distributions.c twice with different types, so such a mix-up traps or gives wrong numbers.
The names are read from the objects that Meson has compiled into BUILD: for each module with twins TWINS/<module>.h is written,
which the compiler wrapper includes first, and the module's objects are removed so that Ninja makes them again.
Equal objects (lapack_lite is in two modules) are no twins: either one will do.
"""
import collections
import hashlib
import pathlib
import subprocess
import sys


def definitions(nm, objects):
    """Yields (symbol, object) for each strong global definition; a weak one is equal in all objects by C++'s rules."""
    listing = subprocess.run([nm, "--defined-only", "--extern-only", "--print-file-name", *map(str, objects)],
                             check=True, capture_output=True, text=True).stdout
    for line in listing.splitlines():
        path, entry = line.rsplit(": ", 1)
        *_, kind, symbol = entry.split()
        if kind.isupper() and kind not in "WVU":
            yield symbol, pathlib.Path(path)


def main(nm, build, twins=None):
    objects = sorted(pathlib.Path(build).glob("**/*.p/*.o"))
    digest = {path: hashlib.sha256(path.read_bytes()).digest() for path in objects}
    defined = collections.defaultdict(list)
    for symbol, path in definitions(nm, objects):
        defined[symbol].append(path)

    renamed = collections.defaultdict(list)
    for symbol, paths in defined.items():
        if len({digest[path] for path in paths}) == 1:
            continue
        for path in {path.parent for path in paths if path.parent.name.endswith(".so.p")}:
            renamed[path].append(symbol)
        if sum(not path.parent.name.endswith(".so.p") for path in paths) > 1:
            sys.exit(f"twins: {symbol} differs between libraries: {', '.join(map(str, paths))}")

    if twins is None:
        sys.exit("".join(f"twins: {folder.name} defines otherwise: {', '.join(sorted(symbols))}\n"
                         for folder, symbols in sorted(renamed.items())) or None)
    pathlib.Path(twins).mkdir(exist_ok=True)
    for folder, symbols in sorted(renamed.items()):
        module = folder.name.split(".")[0]
        lines = [f"#define {symbol} {module}_{symbol}\n" for symbol in sorted(symbols)]
        pathlib.Path(twins, f"{module}.h").write_text("".join(lines))
        for path in folder.glob("*.o"):
            path.unlink()
        print(f"twins: {len(symbols)} symbols of {module} renamed")


main(*sys.argv[1:])
