#!/usr/bin/env python3
"""Whether the numbers that README.md has of lean, fat and tiny are those of the artifacts.

usage: readme_numbers.py PYLONCTL PROJECT [--measure] [--write]

--measure also builds lean without _decimal (two minutes) and compares that number; --write puts the right numbers
into README.md.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

pylonctl, project = sys.argv[1], Path(sys.argv[2])
readme = project / "README.md"


def ask(*words):
    command = [pylonctl, "--project", project, *words, "--format", "json"]
    # `why` says by its exit code whether a module is there.
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout)


def number(value):
    return f"{value:,}".replace("-", "−")


def size_rows():
    """Pattern of a line of the table of sizes -> the line as it has to be."""
    rows = {}
    for variant in ("lean", "fat", "tiny"):
        file = json.loads((project / "artifacts" / variant / "manifest.json").read_text())["file"]
        sizes = [file["bytes"], file["compressed"]["gzip"], file["compressed"]["brotli"]]
        rows[rf"^\| `{variant}` \| [\d,]+ \|.*$"] = f"| `{variant}` | " + " | ".join(map(number, sizes)) + " |"
    return rows


def difference_rows():
    diff = ask("diff", "lean", "fat")
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


def decimal_numbers(measure):
    why = ask("why", "lean", "_decimal", *(["--measure"] if measure else []))
    owned = sum(row["code"] + row["data"] for row in why["rows"])
    numbers = {r"(?<=lean's `_decimal` owns )[\d,]+": number(owned)}
    if measure:
        saved = why["measured"]["with"]["raw"] - why["measured"]["without"]["raw"]
        numbers[r"[\d,]+(?= smaller\.)"] = number(saved)
    return numbers


def main():
    text = before = readme.read_text()
    wrong = []
    for pattern, right in {**size_rows(), **difference_rows(), **decimal_numbers("--measure" in sys.argv)}.items():
        found = re.search(pattern, text, re.MULTILINE)
        if found is None:
            wrong.append(f"README.md has nothing like /{pattern}/: this test looks for it")
        elif found[0] != right:
            line = text[:found.start()].count("\n") + 1
            wrong.append(f"README.md:{line}: it says {found[0]!r}, the artifacts {right!r}")
            text = text[:found.start()] + right + text[found.end():]
    if "--write" in sys.argv and text != before:
        readme.write_text(text)
    print("\n".join(wrong) or "README.md: its numbers are those of the artifacts")
    return 1 if wrong and "--write" not in sys.argv else 0


sys.exit(main())
