#!/usr/bin/env python3
"""Real components: what they say of themselves, and how they end.

usage: component_real.py PYLONCTL PROJECT

In a copy of the project, with the shared store: tiny as a component, without wasm-opt, has a manifest that adds up, passes the gate's
rules of its interface, verifies, and ends with any code; lean as a component for every host of WASI 0.2, at its level dev, starts from its
snapshot and says what becomes of an exit code. Skipped (77) where neither cargo nor an earlier build brings the adapter.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from project_copy import copy_project

ANY = {"extends": "tiny", "description": "tiny as a component.", "form": "component", "wasm_opt": [], "old_name": "", "budgets": {"raw": 9000000},
       "gate": {"imports": ["wasi:*"],
                # reference-types: without wasm-opt the linker's long table numbers stay.
                "features": ["bulk-memory", "nontrapping-fptoint", "reference-types", "sign-ext"]}}
OLD = {"extends": "lean", "description": "lean as a component for every host.", "form": "component", "exit_with_code": False, "old_name": ""}


def has_adapter():
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "pylon/downloads"
    return shutil.which("cargo") or any(cache.glob("*/wasi-preview1-component-adapter-provider-*.crate"))


class Project:
    def __init__(self, pylonctl, project, root):
        self.pylonctl, self.root = pylonctl, root
        self.wasmtime = str(project / "build/venv/bin/wasmtime")
        copy_project(project, root)

    def add(self, name, fields):
        (self.root / f"variants/{name}.json").write_text(json.dumps(fields))
        self.pylon("setup", name)

    def pylon(self, *arguments, codes=(0,)):
        print("+ pylonctl", *arguments, flush=True)
        outcome = subprocess.run([self.pylonctl, *arguments], cwd=self.root, stdout=subprocess.PIPE, text=True)
        assert outcome.returncode in codes, f"exit code {outcome.returncode}:\n{outcome.stdout}"
        return outcome.stdout

    def python(self, title, *arguments):
        """Code, standard output and standard error of a program in the component."""
        folder = self.root / "artifacts" / title
        mount = [] if title.startswith("old") else ["--dir", f"{folder / 'lib'}::/lib"]
        command = [self.wasmtime, "run", "-C", "compiler=winch,cache=y", *mount, str(folder / "pylon.wasm"), *arguments]
        outcome = subprocess.run(command, capture_output=True, text=True, timeout=300)
        return outcome.returncode, outcome.stdout, outcome.stderr


def check_any(project):
    project.add("any", ANY)
    project.pylon("build", "any")
    manifest = json.loads((project.root / "artifacts/any/manifest.json").read_text())
    assert manifest["identity"]["target"] == "wasm32-wasip2"
    assert manifest["attribution"]["quality"] == "exact", manifest["attribution"]["why"]
    assert manifest["attribution"]["check"]["unexplained"] == 0
    imports = {f'{each["module"]}.{each["name"]}' for each in manifest["interface"]["imports"]}
    assert "wasi:cli/exit@0.2.12.exit-with-code" in imports and all(each.startswith("wasi:") for each in imports), imports
    assert [each["name"] for each in manifest["interface"]["exports"]] == ["wasi:cli/run@0.2.12"]
    assert "component-model" in manifest["hosts"]["needs"], manifest["hosts"]
    assert manifest["hosts"]["least"] == {"chromium": None, "node": None, "wasmtime": "46", "wazero": None}, manifest["hosts"]
    assert [each["purl"] for each in manifest["components"] if each["name"] == "wasi-adapter"] == [
        "pkg:cargo/wasi-preview1-component-adapter-provider@50.0.1"]
    project.pylon("verify", "artifacts/any/pylon.wasm")
    verdict = json.loads(project.pylon("gate", "any", "--format", "json", codes=(0, 1)))
    rules = {rule["rule"]: rule["state"] for rule in verdict["variants"][0]["rules"]}
    for rule in ("import-allowed", "feature-allowed", "required-module", "size-raw"):
        assert rules[rule] == "pass", (rule, rules)
    for code in (0, 1, 3, 255):
        assert project.python("any", "-c", f"import sys; print({code}); sys.exit({code})") == (code, f"{code}\n", ""), code
    code, out, err = project.python("any", "-c", "raise ValueError('no')")
    assert (code, out) == (1, "") and err.endswith("ValueError: no\n"), (code, out, err)


def check_old(project):
    project.add("old", OLD)
    project.pylon("build", "old", "--level", "dev")
    assert project.python("old-dev", "-c", "print(6 * 7)") == (0, "42\n", "")
    assert project.python("old-dev", "-c", "import sys; sys.exit(1)") == (1, "", "")
    told = "pylon: the exit code 3 becomes 1, as WASI 0.2 has no other\n"
    assert project.python("old-dev", "-c", "import sys; sys.exit(3)") == (1, "", told)
    assert project.python("old-dev", "-c", "import os; os._exit(3)") == (1, "", told)


def main():
    pylonctl, folder = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    if not has_adapter():
        print("skipped: there is no cargo, which brings the adapter")
        return 77
    with tempfile.TemporaryDirectory() as scratch:
        project = Project(pylonctl, folder, pathlib.Path(scratch) / "project")
        check_any(project)
        check_old(project)
    print("components: all as it should be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
