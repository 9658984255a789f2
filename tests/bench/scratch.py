"""A copy of the project and its cache in which builds can be measured without leaving anything behind."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

from measure import PROJECT, Run


class Scratch:
    """A project of links to the real one, with variants of its own, and a cache that begins with the finished steps of
    `variants` (hard links: nothing is copied, and the real cache stays as it is). With `shared`, the real cache itself:
    a later build finds the steps that are its own too."""

    def __init__(self, pylonctl, variants=("lean", "fat"), steps=True, shared=False):
        self.pylonctl = pylonctl
        # Beside the real cache, as hard links need it.
        self.real = pathlib.Path(json.loads(subprocess.check_output(
            [pylonctl, "--project", PROJECT, "build", "lean", "--plan", "--format", "json"]))["steps"][0]["out"]).parent
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=self.real.parent))
        self.root, self.cache = self.folder / "project", self.folder / "cache"
        shutil.copytree(PROJECT / "variants", self.root / "variants")
        shutil.copytree(PROJECT / "Modules", self.root / "Modules")
        (self.root / "build").mkdir()
        (self.root / "toolchain").symlink_to(PROJECT / "toolchain")
        (self.root / "build/venv").symlink_to(PROJECT / "build/venv")
        if shared:
            self.cache = self.real.parent.parent
            return
        store = self.cache / "pylon/store"
        store.mkdir(parents=True)
        (self.cache / "pylon/downloads").symlink_to(self.real.parent / "downloads")
        if steps:
            self.adopt(store, variants)

    def adopt(self, store, variants):
        command = [self.pylonctl, "--project", PROJECT, "build", *variants, "--plan", "--format", "json"]
        for step in json.loads(subprocess.check_output(command))["steps"]:
            if step["done"]:
                subprocess.run(["cp", "-al", step["out"], store], check=True)

    def pylon(self, *arguments, **options):
        return Run([self.pylonctl, "--project", self.root, *arguments], folder=self.root,
                   **({"XDG_CACHE_HOME": str(self.cache)} | options))

    def plan(self, *variants):
        command = [self.pylonctl, "--project", self.root, "build", *variants, "--plan", "--format", "json"]
        return json.loads(subprocess.check_output(command, env=os.environ | {"XDG_CACHE_HOME": str(self.cache)}))["steps"]

    def add_variant(self, name, **fields):
        """Writes variants/<name>.json and what `setup` makes of it."""
        (self.root / "variants" / f"{name}.json").write_text(json.dumps({"description": "measured", **fields}))
        self.pylon("setup", name)

    def trace(self, *arguments):
        """Builds, and what the trace says of the whole; seconds of each step that ran are added."""
        file = self.folder / "trace.json"
        run = self.pylon("build", *arguments, "--trace", file)
        trace = json.loads(file.read_text())
        steps = {event["name"]: event for event in trace["traceEvents"] if event["ph"] == "X" and event["cat"].startswith("step")}
        seconds = {name: event["dur"] / 1e6 for name, event in steps.items()}
        cpu = {name: event["args"]["cpu_seconds"] for name, event in steps.items()}
        ends = {name: (event["ts"] + event["dur"]) / 1e6 for name, event in steps.items()}
        return trace["otherData"] | {"steps": seconds, "step_cpu": cpu, "step_end": ends, "run_wall": run.wall, "peak": run.peak}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # Only folders: a file's mode would be that of the real cache's file too.
        subprocess.run(["find", self.folder, "-type", "d", "!", "-perm", "-u+w", "-exec", "chmod", "u+w", "{}", "+"], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)
