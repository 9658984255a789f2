#!/usr/bin/env python3
"""Runs one smoke inside an artifact and judges its transcript.

usage: run.py ARTIFACT-FOLDER SMOKE.py [--require-fat] [--timeout SECONDS]

A smoke passes when its exit code is 0 *and* its last line is `N/N PASS` with N > 0. The right exit code without
that line means that the host lost the last of standard output, which is a verdict of its own and no pass.
Exit code: 0 pass, 1 anything else. `--wasmtime` names the runtime (default: the one on PATH).
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile


def verdict(returncode, output):
    lines = output.strip().splitlines()
    summary = re.match(r"(\d+)/(\d+) PASS\b", lines[-1]) if lines else None
    if "wasm trap" in output or returncode == 134:
        return "trap"
    if not summary:
        return "lost output: exit code 0, but no summary line" if returncode == 0 else f"fail (exit code {returncode})"
    if int(summary[2]) == 0:
        return "fail (it checked nothing)"
    return "pass" if returncode == 0 and summary[1] == summary[2] else f"fail (exit code {returncode})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("artifact", type=pathlib.Path)
    parser.add_argument("smoke", type=pathlib.Path)
    parser.add_argument("--require-fat", action="store_true", help="a skipped check counts as failed")
    parser.add_argument("--wasmtime", default="wasmtime")
    parser.add_argument("--timeout", type=int, default=600)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        # The default settings of the runtime on purpose: its default stack is part of what is tested.
        command = [options.wasmtime, "run", "-C", "cache=y",
                   "--dir", f"{options.artifact / 'lib'}::/lib",
                   "--dir", f"{options.smoke.parent}::/smoke",
                   "--dir", f"{scratch}::/tmp",
                   "--env", f"PYLON_REQUIRE_FAT={int(options.require_fat)}",
                   str(options.artifact / "pylon.wasm"), f"/smoke/{options.smoke.name}"]
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                  errors="replace", timeout=options.timeout, check=False)
        except subprocess.TimeoutExpired as late:
            print((late.stdout or b"").decode(errors="replace"))
            sys.exit(f"{options.smoke.name}: time-out after {options.timeout} s")
    print(done.stdout)
    result = verdict(done.returncode, done.stdout)
    print(f"{options.smoke.name} on {options.artifact.name}: {result}")
    sys.exit(0 if result == "pass" else 1)


if __name__ == "__main__":
    main()
