#!/usr/bin/env python3
"""Which folder of src/ may include which: rooms.py. Each row may name rows above it only, so that there is no circle."""
import re
import sys
from pathlib import Path

ROOMS = """
base:
variant:   base
wasm:      base
advisory:  base
lint:      base
manifest:  base variant wasm
judge:     base wasm manifest
report:    base wasm advisory lint manifest judge
system:    base
toolchain: base variant advisory system
checkout:  base variant wasm advisory manifest judge system toolchain
store:     base wasm system checkout
plan:      base variant wasm manifest judge system toolchain checkout store
run:       base wasm manifest judge system toolchain checkout plan
remote:    base wasm system toolchain checkout store plan
release:   base wasm manifest judge report system checkout store plan run
update:    base variant manifest system toolchain checkout
cli:       base variant wasm lint manifest report system toolchain checkout store plan run remote release update
"""


def main():
    source = Path(__file__).resolve().parents[2] / "src"
    allowed, problems = {}, []
    for row in ROOMS.strip().splitlines():
        room, arrows = row.split(":")
        allowed[room] = set(arrows.split())
        problems += [f"{room} may not come before {arrow}" for arrow in allowed[room] - set(allowed)]
    for file in sorted(source.glob("*/**/*.[ch]pp")):
        room = file.relative_to(source).parts[0]
        if room not in allowed:
            problems.append(f"src/{room} has no row in {__file__}")
            continue
        for arrow in re.findall(r'^#include "(\w+)/', file.read_text(encoding="utf-8"), re.MULTILINE):
            if arrow != room and arrow not in allowed[room]:
                problems.append(f"src/{file.relative_to(source)}: {room} may not include {arrow}")
    sys.exit("\n".join(problems) or 0)


if __name__ == "__main__":
    main()
