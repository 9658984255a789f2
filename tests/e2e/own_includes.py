#!/usr/bin/env python3
"""Each file of src/ reaches the headers of what it calls: own_includes.py.

CI compiles many sources as one (src/unity_groups.py), where one source sees what another includes. The presets dev, asan and tidy compile each
alone, and there a header that is missing is an error. This looks for the project's own functions and types, in a second; compiling each source
alone takes minutes."""
import re
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
sys.path.insert(0, str(SOURCE))
import unity_groups  # noqa: E402

# What follows a dot, an arrow or a library's namespace is not ours.
USED = re.compile(r"(?<![.\w])(?<!->)(?<!std::)(?<!fmt::)(?<!CLI::)(?:(\w+)(?=\()|([A-Z]\w*)(?= [a-z&*]|[&>{]))")
# What a type stands before is declared there: a function, a member or a variable.
DECLARED = re.compile(r"(?<=[\w>&*\]]) [&*]?(?:\w+::)*(\w+)\b(?!::)")
# `return f(x);` declares nothing.
STATEMENT = re.compile(r"\b(return|co_return|throw|case|else|new|and|or|not) ")


def code_of(file):
    return "\n".join(line for line in unity_groups.code_of(file).splitlines() if not line.startswith("#include"))


def reached(file):
    """The project's headers that `file` includes, by itself or through others."""
    found, left = set(), [file]
    while left:
        new = set(unity_groups.included(left.pop())) - found
        found |= new
        left += new
    return found


def main():
    headers = sorted(SOURCE.glob("**/*.hpp"))
    places = {}
    for header in headers:
        for name in unity_groups.declared(unity_groups.code_of(header).splitlines()):
            places.setdefault(name, set()).add(header)
    problems = []
    for file in sorted(SOURCE.glob("**/*.cpp")) + headers:
        code, seen = code_of(file), reached(file) | {file}
        used = {name for pair in USED.findall(code) for name in pair} & set(places)
        for text in [code, *map(code_of, seen - {file})]:
            used -= set(DECLARED.findall(STATEMENT.sub(": ", text)))
        for name in sorted(used):
            if not places[name] & seen:
                where = " or ".join(f'"{header.relative_to(SOURCE)}"' for header in sorted(places[name]))
                problems.append(f"src/{file.relative_to(SOURCE)} uses {name}, and does not include {where}")
    sys.exit("\n".join(problems) or 0)


if __name__ == "__main__":
    main()
