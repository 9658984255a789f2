#!/usr/bin/env python3
"""Which sources may be compiled as one (CMake's UNITY_GROUP): python3 src/unity_groups.py LINES SOURCE…

Prints `GROUP<tab>SOURCE` lines. Compiled as one, two files see each other's file-local names, those of `namespace { }`
and `static`. So files share a group only if no local name of one is declared by the other or by a header that the other
includes, whatever its parameters are: a second `table()` is then neither an error nor another choice for a call.
The same alias twice (`using Json = nlohmann::json;`) is allowed. Groups hold up to LINES lines of code.

Names are found by this project's formatting (.clang-format): what is declared in a namespace begins in column 0.
A name that this misses is an error of the compiler, "redefinition" or "ambiguous": it names both places."""
import functools
import re
import sys
from pathlib import Path

INCLUDE_DIR = Path(__file__).resolve().parent  # of `#include "base/text.hpp"`
KEYWORDS = {"class", "struct", "return", "void", "bool", "int", "char", "double", "auto", "const", "decltype", "alignas", "noexcept", "requires",
            "static_assert", "defined", "operator", "if"}
COMMENT_OR_TEXT = re.compile(r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|//(?! namespace)[^\n]*|/\*.*?\*/', re.DOTALL)


def code_of(path):
    return COMMENT_OR_TEXT.sub(lambda m: '""' if m[0][0] in '"R' else "", Path(path).read_text(encoding="utf-8"))


def declared(lines):
    """Names that the lines declare in column 0, each with its text if it is an alias."""
    names = {}
    for line in lines:
        if re.match(r"#\s*define\s", line):
            names[line.split()[1].split("(")[0]] = None
        if not re.match(r"[A-Za-z_\[]", line) or line.startswith(("namespace", "template")):
            continue
        alias = re.match(r"using (\w+) = .*;$", line)
        kind = re.match(r"(?:struct|enum class|enum|class|union) (\w+)", line)
        if alias:
            names[alias[1]] = line
        elif kind:
            names[kind[1]] = None
            names.update(dict.fromkeys(re.findall(r"\bk[A-Z]\w*", line)))
        else:
            # Of a function its own name alone, not what its body calls where that stands on the same line.
            function = re.match(r"[^=({;]*?(?<!::)\b[A-Za-z_]\w*\s*\(", line)
            names.update(dict.fromkeys(set(re.findall(r"(?<!::)\b([A-Za-z_]\w*)\s*[(\[={;]", function[0] if function else line)) - KEYWORDS))
    return names


@functools.cache
def header_names(path):
    """Names that a header declares, and the headers that it includes. They share no file-local ones."""
    code = code_of(path)
    names = set(declared(code.splitlines()))
    for header in included(path):
        names |= header_names(header)
    return names


@functools.cache
def included(path):
    text = Path(path).read_text(encoding="utf-8")
    return [found for name in re.findall(r'^#include "([^"]+)"', text, re.MULTILINE)
            for found in (INCLUDE_DIR / name, Path(path).parent / name) if found.is_file()]


class Source:
    def __init__(self, path):
        self.path = path
        code = code_of(path)
        self.lines = code.count("\n")
        local, shared, inside = [], [], False
        for line in code.splitlines():
            if line == "namespace {":
                inside = True
            elif line == "}  // namespace":
                inside = False
            (local if inside or re.match(r"(static|#\s*define) ", line) else shared).append(line)
        self.local = declared(local)
        self.seen = set(declared(shared))
        for header in included(path):
            self.seen |= header_names(header)

    def hides(self, other):
        for name, alias in self.local.items():
            if name in other.local and (alias is None or alias != other.local[name]):
                return True
            if name in other.seen and name not in other.local:
                return True
        return False


def length(group):
    return sum(source.lines for source in group)


def divided(sources, collides, count, most):
    """The sources in so many groups, or none. What has the fewest groups to choose from goes first, into the shortest: few
    groups, which take equally long."""
    groups = [[] for _ in range(count)]
    left = sorted(sources, key=lambda each: (-len(collides[each]), -each.lines, each.path))
    while left:
        choice = {one: [group for group in groups if length(group) + one.lines <= most and collides[one].isdisjoint(group)] for one in left}
        source = min(left, key=lambda one: len(choice[one]))
        if not choice[source]:
            return None
        min(choice[source], key=length).append(source)
        left.remove(source)
    return groups


def main():
    most = int(sys.argv[1])
    sources = [Source(path) for path in sys.argv[2:]]
    collides = {one: {other for other in sources if other is not one and (one.hides(other) or other.hides(one))} for one in sources}
    longest = max((source.lines for source in sources), default=0)
    groups = next(found for count in range(1, len(sources) + 1) if (found := divided(sources, collides, count, max(most, longest))))
    for number, group in enumerate(groups):
        for source in group:
            print(f"{number}\t{source.path}")


if __name__ == "__main__":
    main()
