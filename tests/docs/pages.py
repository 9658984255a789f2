#!/usr/bin/env python3
"""Whether what the pages say is there is there: fields, rules, files, functions, verbs and links.

usage: pages.py PROJECT
"""
import json
import re
import sys
from pathlib import Path

project = Path(sys.argv[1])
PAGES = [*project.glob("*.md"), *(project / "docs").glob("*.md")]
problems = []


def text_of(name):
    return (project / name).read_text("utf-8")


def check(right, *words):
    if not right:
        problems.append(" ".join(map(str, words)))


def rows(page):
    """The cells of each row of each table of a page, but for heads and rulers."""
    lines = text_of(page).splitlines()
    for before, line in zip(["", *lines], lines):
        if line.startswith("| ") and before.startswith("|"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]


def code_in(cell):
    return re.findall(r"`([^`]+)`", cell)


def fields(schema, definitions, path=""):
    """Dotted names of all fields of a schema: `gate.growth.raw`; `*` stands for any name."""
    schema = definitions[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    named = {**schema.get("properties", {}), **{"*": inner for inner in schema.get("patternProperties", {}).values()}}
    for name, inner in named.items():
        if name != "*":
            yield path + name
        yield from fields(inner, definitions, f"{path}{name}.")
    yield from fields(schema["items"], definitions, path) if "items" in schema else ()


def check_variants():
    """docs/VARIANTS.md: each field of the schema with a row of its own, and no other; its examples have fields that exist."""
    schema = json.loads(text_of("variants/variant.schema.json"))
    known = set(fields(schema, schema["definitions"]))
    # What growth limits have in common is written once.
    growth = {name for name in known if re.match(r"gate\.growth\.\w+\.", name)}
    wanted = (known - growth) | {re.sub(r"growth\.\w+\.", "growth.*.", name) for name in growth}
    found = {code_in(cells[0])[0] for cells in rows("docs/VARIANTS.md") if len(cells) == 3 and code_in(cells[0])}
    for name in sorted(wanted - found):
        check(False, f"docs/VARIANTS.md: no row for `{name}` of variant.schema.json")
    for name in sorted(found - wanted):
        check(False, f"docs/VARIANTS.md: `{name}` is no field of variant.schema.json")
    for example in re.findall(r"^```json\n(.*?)^```$", text_of("docs/VARIANTS.md"), re.S | re.M):
        check(set(json.loads(example)) <= set(schema["properties"]), "docs/VARIANTS.md: an example has an unknown field:", example)
    for cells in rows("docs/VARIANTS.md"):
        if len(cells) == 3 and cells[1].startswith("`"):
            json.loads(code_in(cells[1])[0])


def check_documents():
    """docs/MANIFEST.md: each field of the two schemas, down to the second level, and no other."""
    cells = [row for row in rows("docs/MANIFEST.md") if len(row) == 2]
    for name in ("manifest", "baseline"):
        schema = json.loads(text_of(f"src/manifest/{name}.schema.json"))
        for field, inner in schema["properties"].items():
            row = [row for row in cells if field in code_in(row[0])]
            check(row, f"docs/MANIFEST.md: no row for `{field}` of {name}.schema.json")
            told = {word for each in row for word in code_in(each[1])}
            inner = inner.get("items", inner) if name == "baseline" else inner
            for below in inner.get("properties", {}):
                check(below in told, f"docs/MANIFEST.md: the row of `{field}` lacks `{below}` of {name}.schema.json")
    kinds = json.loads(text_of("src/manifest/manifest.schema.json"))["properties"]["attribution"]["properties"]["rows"]["items"]["properties"]["kind"]["enum"]
    for kind in kinds:
        check(any(code_in(row[0]) == [kind] for row in cells), f"docs/MANIFEST.md: no row for the kind of row `{kind}`")


def check_rules():
    """docs/MANIFEST.md: each rule of the gate and of the audit, and no other."""
    page = text_of("docs/MANIFEST.md")
    gate = re.findall(r'GateRule\{\s*"([a-z-]+)"', text_of("src/manifest/gate.cpp"))
    audit = re.findall(r'^ *\{"([a-z-]+)", "', text_of("src/manifest/audit.cpp").split("kRules")[1].split("};")[0], re.M)
    for title, rules in {"The gate's rules": gate, "What only WebAssembly punishes": audit}.items():
        chapter = page.split(f"## {title}\n")[1].split("\n## ")[0]
        told = re.findall(r"^\| `([a-z-]+)` \|", chapter, re.M)
        check(len(rules) > 5 and told == rules, f"docs/MANIFEST.md: {title}: {told} instead of {rules}")


def check_places(page):
    """Files named on the page exist; a function or type named behind one is in it (`Planner::add` in its file, as it is written)."""
    for cells in rows(page):
        file = None
        for cell, behind in re.findall(r"`([^`]+)`(:?)", " | ".join(cells)):
            if re.fullmatch(r"(src|variants|Modules|toolchain|tests)/[\w./{},-]+", cell) and "*" not in cell:
                for name in braces(cell):
                    check((project / name).exists(), f"{page}: there is no {name}")
                file = cell if behind else None
            elif file:
                check(re.search(rf"\b{re.escape(cell.rstrip('()'))}\b", text_of(file)), f"{page}: {file} has no {cell}")
                file = None


def braces(name):
    """a{b,c} -> ab, ac"""
    found = re.search(r"\{([^}]*)\}", name)
    return [name] if not found else [each for word in found[1].split(",") for each in braces(name[:found.start()] + word + name[found.end():])]


def anchor(title):
    """As GitHub makes it of a heading."""
    return re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).lower()).replace(" ", "-")


def check_links():
    """Links between pages lead somewhere, to a heading where they name one."""
    for page in PAGES:
        text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.S | re.M)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, heading = target.partition("#")
            file = (page.parent / name).resolve() if name else page
            check(file.exists(), f"{page.name}: a link leads to {target}, which is not there")
            if heading and file.suffix == ".md" and file.exists():
                headings = {anchor(line) for line in re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.M)}
                check(heading in headings, f"{page.name}: {target}: no such heading")


def check_index():
    """README leads to every page of docs/; CONTRIBUTING names every folder of src/ and tests/."""
    readme, contributing = text_of("README.md"), text_of("CONTRIBUTING.md")
    for page in (project / "docs").glob("*.md"):
        check(f"](docs/{page.name}" in readme, f"README.md: no link to docs/{page.name}")
    for folder in (path for top in ("src", "tests") for path in (project / top).iterdir() if path.is_dir() and path.name != "__pycache__"):
        check(f"`{folder.name}/`" in contributing or f"`{folder.name}`" in contributing, f"CONTRIBUTING.md does not name {folder.relative_to(project)}")


def check_verbs():
    """Every verb of pylonctl stands in a page, and every `pylonctl verb` in a page exists."""
    verbs = set(re.findall(r"^void add_([a-z_]+)\(CLI::App& app", text_of("src/cli/verbs.hpp"), re.M))
    told = {}
    for page in PAGES:
        if page.name != "CHANGELOG.md":
            for verb in re.findall(r"(?:[`(/]|^)pylonctl ([a-z]+)\b", page.read_text("utf-8"), re.M):
                told.setdefault(verb, page.name)
    for verb, page in told.items():
        check(verb in verbs, f"{page}: pylonctl has no verb '{verb}'")
    for verb in verbs - {"man_page", "step", "publish", "action"} - set(told):
        check(False, f"no page shows `pylonctl {verb}`")


def main():
    check_variants()
    check_documents()
    check_rules()
    for page in ("docs/TOUR.md", "CONTRIBUTING.md"):
        check_places(page)
    check_links()
    check_index()
    check_verbs()
    print("\n".join(problems) or f"{len(PAGES)} pages: what they say is there is there")
    return 1 if problems else 0


sys.exit(main())
