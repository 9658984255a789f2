#!/usr/bin/env python3
"""How fast `pylonctl lint` reads source trees, next to cat on the same files.

usage: lint.py [--pylonctl FILE] [--runs N] [--json FILE] [FOLDER...]

FOLDER: by default the sources of CPython and NumPy in the cache. Each runs in turn with `cat` over the files that lint
looks at, as whole processes with a warm disk cache; medians of CPU times (one core) and of their ratios. Nothing here
passes or fails; these machines are noisy. Prints a markdown table.
"""
import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess

PROJECT = pathlib.Path(__file__).resolve().parents[2]


def cpu_seconds(command, given=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(pylonctl, folder, runs):
    lint = [str(pylonctl), "lint", str(folder)]
    found = json.loads(subprocess.run(lint + ["--format", "json"], stdout=subprocess.PIPE).stdout)
    skipped = {entry["path"] for entry in found["skipped"]}
    files = [str(file) for file in folder.rglob("*") if file.is_file() and not file.is_symlink() and str(file) not in skipped]
    names = "\0".join(files).encode()
    pairs = [(cpu_seconds(lint), cpu_seconds(["xargs", "-0", "cat"], names)) for _ in range(runs + 1)][1:]
    median = statistics.median(ours for ours, _ in pairs)
    return {"files": found["files"], "megabytes": found["bytes"] / 1e6, "findings": found["counting"], "cpu_seconds": median,
            "megabytes_per_second": found["bytes"] / 1e6 / median,
            "ratio_to_cat": statistics.median(ours / max(cat, 1e-3) for ours, cat in pairs)}


def main():
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "pylon/store"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pylonctl", type=pathlib.Path, default=PROJECT / "build/release/src/pylonctl")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("folders", metavar="FOLDER", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    folders = options.folders or sorted(each for name in ("cpython", "numpy") for each in cache.glob(f"source-{name}-*/src"))
    numbers = {folder.parent.name: measure(options.pylonctl, folder.resolve(), options.runs) for folder in folders}
    if options.json:
        options.json.write_text(json.dumps(numbers, indent=2, sort_keys=True) + "\n")
    print("| sources | files | MB | findings | CPU s | MB/s | × cat |\n|---|---|---|---|---|---|---|")
    for name, each in numbers.items():
        print(f"| {name} | {each['files']} | {each['megabytes']:.1f} | {each['findings']} | {each['cpu_seconds']:.2f} | "
              f"{each['megabytes_per_second']:.0f} | {each['ratio_to_cat']:.1f} |")


if __name__ == "__main__":
    main()
