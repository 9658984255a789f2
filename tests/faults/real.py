#!/usr/bin/env python3
"""A few faults on the real build: kills in the middle of the real makesetup, clang, wasm-ld and attribution, and bits
that turn round in what they read. After each, the next build must give the bytes of an undisturbed one.

usage: real.py PYLONCTL PROJECT [--seed N]        (lean must be built; wasm-opt is left out)
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from project import tree  # noqa: E402
from project_copy import copy_project  # noqa: E402

KILLS = 8
# Steps in whose outputs a bit turns round: those that are made again within seconds.
FLIPPED = ("bzip2", "config-lean", "link-lean", "tzdata", "zlib")


class Build:
    """A copy of the project with a cache of its own, which holds the finished steps of the common one."""

    def __init__(self, pylonctl, project, folder):
        self.pylonctl, self.root, self.cache = pylonctl, folder / "project", folder / "cache/pylon"
        copy_project(project, self.root)
        variant = self.root / "variants/lean.json"
        variant.write_text(json.dumps(json.loads(variant.read_text()) | {"wasm_opt": []}))
        common = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "pylon"
        self.cache.mkdir(parents=True)
        for part in ("downloads", "apt", "runners"):
            if (common / part).exists():
                (self.cache / part).symlink_to(common / part)
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(self.cache.parent)}
        (self.cache / "store").mkdir()
        for step in self.plan():
            name = pathlib.Path(step["out"]).name
            # What a bit is turned round in is made here: older builds left no list of digests with their outputs.
            made_here = name.rsplit("-", 1)[0] in FLIPPED
            if not made_here and (common / "store" / name / ".done").exists():
                shutil.copytree(common / "store" / name, self.cache / "store" / name, symlinks=True)

    def plan(self):
        return json.loads(subprocess.check_output([*self.command, "--plan", "--format", "json"], env=self.environment))["steps"]

    @property
    def command(self):
        return [self.pylonctl, "--project", str(self.root), "build", "lean"]

    def start(self):
        return subprocess.Popen(self.command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                text=True, start_new_session=True)

    def finish(self):
        """Builds to the end; the digests of what was published."""
        process = self.start()
        output, _ = process.communicate(timeout=1800)
        assert process.returncode == 0, output
        return tree(self.root / "artifacts/lean"), output

    def forget(self, *names):
        shutil.rmtree(self.root / "artifacts", ignore_errors=True)
        for name in names:
            for path in (self.cache / "store").glob(f"{name}-*"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def file_of(self, name, rng):
        folder = next(path.parent for path in (self.cache / "store").glob(f"{name}-*/.done"))
        files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()
                 and path.stat().st_size and path.suffix not in (".pyc",) and not path.name.startswith(".")]
        return rng.choice(files)


def kill(build, rng, seconds):
    build.forget("config-lean", "link-lean", "check-config-lean", "check-symbols-lean", "optimize-lean", "fill-lean", "attribute-lean")
    process = build.start()
    time.sleep(rng.uniform(0.05, seconds))
    whole = rng.random() < 0.5
    if whole:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()
    return "everything killed" if whole else "pylonctl killed"


def flip(build, rng, name):
    build.forget("check-config-lean", "check-symbols-lean", "attribute-lean", *(["link-lean"] if name != "link-lean" else []))
    file = build.file_of(name, rng)
    content = bytearray(file.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    file.write_bytes(content)
    return f"a bit of {file.relative_to(build.cache)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pylonctl")
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=6)
    setting = parser.parse_args()
    rng = random.Random(setting.seed)
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="pylon-faults.") as folder:
        build = Build(str(pathlib.Path(setting.pylonctl).resolve()), setting.project.resolve(), pathlib.Path(folder))
        expected, _ = build.finish()
        build.forget("config-lean", "link-lean", "optimize-lean", "fill-lean", "attribute-lean")
        start = time.monotonic()
        build.finish()
        seconds = time.monotonic() - start
        faults = [(kill, seconds)] * KILLS + [(flip, name) for name in FLIPPED]
        for inject, argument in faults:
            what = inject(build, rng, argument)
            made, output = build.finish()
            told = inject is kill or "was damaged" in output
            good = made == expected and told
            wrong += not good
            print(("ok    " if good else "WRONG ") + what + ("" if told else "; nothing said of it"), flush=True)
    print(f"{len(faults)} faults on the real build, {wrong} with something wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
