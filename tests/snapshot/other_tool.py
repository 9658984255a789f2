#!/usr/bin/env python3
"""other_tool.py PYLONCTL PROJECT [VARIANT...]: takes the snapshots of built variants (lean and fat, unless named) once more, with another tool.

The build has `wasmtime wizer`, compiled by Winch; this has npm's wizer, compiled by Cranelift, of another release. Each must give the file of
the build to the byte, up to the identity section at its end. On demand: npm is asked for the package. Exit code 1 when a file differs, 77 when npm or the package is missing.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PACKAGE = "@bytecodealliance/wizer@11.0.3"
OPTIONS = {"--init-func": "-f", "-r": "-r", "-o": "-o"}  # wasmtime's words and npm's; those of Wasmtime's compiler and of WASI fall away
LEFT_OUT = {"-C", "-S"}


def translated(wizer, words):
    """The command for npm's wizer, and the variables that it hands on: it takes them from its own environment."""
    command, variables, words = [wizer, "--allow-wasi", "--inherit-env"], {}, iter(words)
    assert next(words) == "wizer"
    for word in words:
        if word == "--env":
            name, value = next(words).split("=", 1)
            variables[name] = value
        elif word == "--dir":
            host, guest = next(words).split("::")
            command += ["--mapdir", f"{guest}::{host}"]
        elif word in LEFT_OUT:
            next(words)
        elif word in OPTIONS:
            command += [OPTIONS[word], next(words)]
        else:
            assert not word.startswith("-"), f"the build says {word}, which is not known here"
            command.append(word)
    return command, variables


def stand_in(folder):
    """A program that is called as wasmtime is, and calls npm's wizer; None where it cannot be had."""
    npm = shutil.which("npm")
    install = [npm, "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", PACKAGE]
    if not npm or subprocess.run(install, cwd=folder).returncode:
        return None
    found = sorted(folder.glob("node_modules/@bytecodealliance/wizer-*/wizer"))
    if not found:
        return None
    program = folder / "wasmtime"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{pathlib.Path(__file__).resolve()}" --instead-of-wasmtime "{found[0]}" "$@"\n')
    program.chmod(0o755)
    return program


def taken_again(pylonctl, project, variant, program, folder):
    """The build's snapshot and the other tool's."""
    plan = json.loads(subprocess.check_output([pylonctl, "--project", project, "build", variant, "--plan", "--format", "json"]))
    out = {step["name"]: pathlib.Path(step["out"]) for step in plan["steps"]}
    order = json.loads((out[f"snapshot-{variant}"] / "snapshot.json").read_text())
    for name in ("work", "to"):
        (folder / name).mkdir(parents=True)
    subprocess.run([pylonctl, "--project", project, "action", "snapshot", "--wasmtime", program, "--filled", out[f"fill-{variant}"] / "pylon.wasm",
                    "--map", out[f"link-{variant}"] / "pylon.map", "--allowed", project / "Modules/_pylon_snapshot/allowed",
                    "--work", folder / "work", "--to", folder / "to", "--modules", *order["imports"]], check=True)
    return [(place / "pylon.wasm").read_bytes() for place in (out[f"snapshot-{variant}"], folder / "to")]


def main():
    if sys.argv[1] == "--instead-of-wasmtime":
        command, variables = translated(sys.argv[2], sys.argv[3:])
        os.execve(command[0], command, variables)
    pylonctl, project = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    differ = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        program = stand_in(folder)
        if not program:
            print(f"{PACKAGE} cannot be had here")
            return 77
        for variant in sys.argv[3:] or ["lean", "fat"]:
            build, other = taken_again(pylonctl, project, variant, program, folder / variant)
            same = build[: len(other)] == other and 0 < len(build) - len(other) < 400  # the identity section
            differ += not same
            print(f"{variant}: {len(build):,} bytes of the build, {len(other):,} by {PACKAGE}: {'the same' if same else 'they differ'}", flush=True)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
