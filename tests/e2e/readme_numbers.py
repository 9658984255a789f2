#!/usr/bin/env python3
"""Whether the numbers that README.md and docs/MANIFEST.md have of lean, fat and tiny are those of the artifacts, and whether the
commands in README.md print what it says.

usage: readme_numbers.py PYLONCTL PROJECT [--measure] [--write]

--measure also builds lean without _decimal (two minutes) and compares that number; --write puts the right numbers
and lines into the pages.
"""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

PAGES = ("README.md", "docs/MANIFEST.md")


def ask(pylonctl, project, *words):
    command = [pylonctl, "--project", project, *words, "--format", "json"]
    # `why` says by its exit code whether a module is there.
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout)


def number(value):
    return f"{value:,}".replace("-", "−")


def size_rows(project):
    """Pattern of a line of the table of sizes -> the line as it has to be."""
    rows = {}
    for variant in ("lean", "fat", "tiny"):
        file = json.loads((project / "artifacts" / variant / "manifest.json").read_text())["file"]
        sizes = [file["bytes"], file["compressed"]["gzip"], file["compressed"]["brotli"]]
        rows[rf"(?<=^\| `{variant}` \| )[\d,]+ \| [\d,]+ \| [\d,]+(?= \|)"] = " | ".join(map(number, sizes))
    return rows


def difference_rows(diff):
    parts = {part["part"]: part for part in diff["split"]}
    rest = sum(part["bytes"] for name, part in parts.items()
               if name not in ("exclusive", "pulled in only", "same function, different size", "data"))
    pulled = re.fullmatch(r"(\d[\d,]*) functions only in fat, (\d[\d,]*) functions only in lean",
                          parts["pulled in only"]["detail"])
    return {
        r"(?<=`pylonctl diff lean fat`: fat is )[\d,]+": number(diff["totals"]["raw"]["delta"]),
        r"^\| [\d,]+ \| only fat has it:": f"| {number(parts['exclusive']['bytes'])} | only fat has it:",
        r"^\| [\d,]+ \| [\d,]+ functions of shared rows that only NumPy pulls in.*$":
            f"| {number(parts['pulled in only']['bytes'])} | {pulled[1]} functions of shared rows that only NumPy "
            f"pulls in, without {pulled[2]} that only lean has |",
        r"^\| −?[\d,]+ \| the same function, in another size":
            f"| {number(parts['same function, different size']['bytes'])} | the same function, in another size",
        r"^\| [\d,]+ \| data of shared rows": f"| {number(parts['data']['bytes'])} | data of shared rows",
        r"^\| [\d,]+ \| types, elements,": f"| {number(rest)} | types, elements,",
        r"^\| \d[\d,]* \| residual \|": f"| {number(diff['residual'])} | residual |",
    }


def decimal_numbers(why):
    owned = sum(row["code"] + row["data"] for row in why["rows"])
    numbers = {r"(?<=lean's `_decimal` owns )[\d,]+": number(owned)}
    if "measured" in why:
        saved = why["measured"]["with"]["raw"] - why["measured"]["without"]["raw"]
        numbers[r"(?<=the file is )[\d,]+(?=\s+smaller\.)"] = number(saved)
    return numbers


def shape(line):
    """The line without its numbers and the width of its columns."""
    return re.sub(r"[\d,]*\d(\.\d+)?", "#", re.sub(r"  +", " ", line.strip()))


def as_printed(told, printed):
    """The told lines as they are among the printed ones, in their order; None for one that is not there. `…` stands for any lines, at a
    line's end for the rest of it."""
    lines, place = [], 0
    for line in told:
        cut = len(line) - 1 if line.endswith("…") else None
        if line.strip() == "…":
            lines.append(line)
            continue
        same = [i for i, each in enumerate(printed) if i >= place and each[:cut] == line[:cut]]
        alike = [i for i, each in enumerate(printed) if i >= place and shape(each[:cut]) == shape(line[:cut])]
        found = (same or alike or [None])[0]
        lines.append(None if found is None else printed[found][:cut] + "…" * (cut is not None))
        place = place if found is None else found + 1
    return lines


def commands_of(block):
    """[command, its told lines] for each `$ command` of a console block."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append([line[2:], []])
        elif found:
            found[-1][1].append(line)
    return found


def consoles(page):
    return re.findall(r"^```console\n(.*?)^```$", page, re.S | re.M)


def check_block(block, folder, programs):
    """What is wrong with a block's told lines, and the block as it should be. Runs its commands in `folder`."""
    wrong, right = [], []
    environment = {**os.environ, "PATH": os.pathsep.join([*map(str, programs), os.environ["PATH"]]), "NO_COLOR": "1", "COLUMNS": "120"}
    for command, told in commands_of(block):
        ran = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)
        lines = as_printed(told, [line.rstrip() for line in ran.stdout.splitlines()])
        for said, line in zip(told, lines):
            if said != line:
                wrong.append(f"`{command}`: the page says {said!r}, it prints " + (repr(line) if line is not None else f"nothing like it:\n{ran.stdout}"))
        right += ["$ " + command, *(said if line is None else line for said, line in zip(told, lines))]
    return wrong, "".join(line + "\n" for line in right)


def main():
    pylonctl, project = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    measure = ["--measure"] if "--measure" in sys.argv else []
    rights = {
        "README.md": size_rows(project),
        "docs/MANIFEST.md": {**difference_rows(ask(pylonctl, project, "diff", "lean", "fat")),
                             **decimal_numbers(ask(pylonctl, project, "why", "lean", "_decimal", *measure))},
    }
    wrong = []
    for name in PAGES:
        text = before = (project / name).read_text()
        for pattern, right in rights[name].items():
            found = re.search(pattern, text, re.MULTILINE)
            if found is None:
                wrong.append(f"{name} has nothing like /{pattern}/: this test looks for it")
            elif found[0] != right:
                line = text[:found.start()].count("\n") + 1
                wrong.append(f"{name}:{line}: it says {found[0]!r}, the artifacts {right!r}")
                text = text[:found.start()] + right + text[found.end():]
        for block in consoles(text):
            # A release is of a commit: release_real.py, which makes one, tries these.
            if "pylonctl release" in block:
                continue
            problems, right = check_block(block, project, [pylonctl.parent, project / "build/venv/bin"])
            wrong += [f"{name}: {problem}" for problem in problems]
            text = text.replace(block, right)
        if "--write" in sys.argv and text != before:
            (project / name).write_text(text)
    print("\n".join(wrong) or f"{', '.join(PAGES)}: their numbers are those of the artifacts, their commands print what they say")
    return 1 if wrong and "--write" not in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
