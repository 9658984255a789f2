#!/usr/bin/env python3
"""What messages and pages tell people to run is a command that pylonctl takes: advice.py PYLONCTL ROOT.

Every `pylonctl VERB …` in the strings of src/ and in the code of the pages is run where there is no project, with something in
the place of each placeholder. It may find no project and no file; what it may not is misunderstand its command line."""
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

# What stands behind the program's name where a sentence speaks of it: `pylonctl writes this file`.
PROSE = set("again and does fetches is knows may reads that writes".split())
# What stands there where it is no verb of a person: names of formats.
FORMATS = {"step 1", "lease 1", "receipt 3", "action number"}
WORDS = set("lean fat tiny list get push costs chicory".split())
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
# Strings one behind the other, and what is put between them by `+`.
EXPRESSION = r"[\w.:>()\[\]-]+(?:\([^()]*\))?"
TEXT = re.compile(rf"{LITERAL}(?:\s*(?:{LITERAL}|\+\s*{EXPRESSION}(?=\s*[+,;)}}])|\+\s*{LITERAL}))*")
PART = re.compile(rf"({LITERAL})|\+\s*({EXPRESSION})")
VALUES = {"FILE": "file.wasm", "VARIANT": "lean", "VERSION": "1.2.3", "NAME": "zlib", "EXPORT": "export.zip", "MODULE": "_json",
          "FOLDER": "folder", "REVISION": "HEAD", "KEY": "key.pub"}


def source_texts(root):
    for path in sorted((root / "src").rglob("*.[ch]pp")):
        if path.name == "completion.cpp":  # shell
            continue
        source = path.read_text("utf-8")
        for text in TEXT.finditer(source):
            whole = "".join("{}" if expression else literal[1:-1] for literal, expression in PART.findall(text[0]))
            yield f"{path.relative_to(root)}:{source.count(chr(10), 0, text.start()) + 1}", whole.replace(r"\n", " ; ").replace(r"\"", '"')


def page_texts(root):
    """Lines of the blocks, as those of examples in a verb's help."""
    for path in [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").glob("*.md"))]:
        for block in re.findall(r"^```[a-z]*\n(.*?)^```", path.read_text("utf-8"), re.M | re.S):
            for line in block.replace("\\\n", " ").splitlines():
                yield path.relative_to(root), " ;   " + line.removeprefix("$ ")


def value(word, before):
    """Something that may stand in the place of a placeholder."""
    if before == "--today":
        return "2027-01-01"
    if before == "--from":
        return "."
    return VALUES.get(word) or re.sub(r"(\{[^}]*\})+", "lean", word)


def commands_in(text):
    """The arguments of each command: of a line of its own all, in a sentence as far as they are some."""
    for found in re.finditer(r"(?: ;   (?P<line>))?(?<![\w/-])pylonctl (?P<rest>(?:--project \S+ )?[a-z][^|&>#]*)", text):
        rest = found["rest"].split(" ; ")[0]
        if re.match(r"\w+", rest)[0] in PROSE or rest in FORMATS:
            continue
        arguments = []
        for token in re.findall(r"""\"[^"]*\"|'[^']*'|\S+""", re.split(r"  +", rest)[0] if found["line"] is not None else rest):
            word = token.rstrip(",;:)`'") if len(token) > 1 and token[0] not in "\"'" else token
            word = word.removesuffix(".") if len(word) > 1 else word
            known = word in WORDS or re.search(r"^--?[a-z]|[/@.*_{}]|^\d|^[A-Z][A-Z_]+$|^\"", word)
            if token.startswith("(") or arguments and not known and found["line"] is None:
                break
            arguments.append("some reason" if word.startswith('"') else value(word.strip("'"), arguments[-1] if arguments else ""))
            if word != token:
                break
        yield arguments


def main():
    program, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    wrong, tried = [], set()
    with tempfile.TemporaryDirectory() as empty:
        environment = {"PATH": os.environ["PATH"], "HOME": empty, "XDG_CACHE_HOME": empty, "PYLON_REMOTE_STORE": "none"}
        for place, text in [*source_texts(root), *page_texts(root)]:
            for arguments in commands_in(text):
                if tuple(arguments) in tried:
                    continue
                tried.add(tuple(arguments))
                ran = subprocess.run([program, *arguments], cwd=empty, env=environment, capture_output=True, text=True, timeout=20)
                if re.search(r"to do: see pylonctl .*--help|there is no verb", ran.stderr):
                    wrong.append(f"{place}: pylonctl {shlex.join(arguments)}: {ran.stderr.splitlines()[0]}")
    if len(tried) < 60:
        wrong.append(f"only {len(tried)} commands were found")
    print("\n".join(wrong) or f"{len(tried)} commands that messages and pages show are understood")
    return 1 if wrong else 0


sys.exit(main())
