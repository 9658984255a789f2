#!/usr/bin/env python3
"""A release of the real variants, from a commit of what is at hand: cut as README shows it, then twice more; checked by
sha256sum, tar, unzip, a public validator of bills of materials and pylonctl itself; then with a byte flipped in each file.

usage: release_real.py PYLONCTL PROJECT
"""
import hashlib
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import readme_numbers

VERIFY_SECONDS, RELEASE_SECONDS = 2, 20  # on two cores that do nothing else


def run(*argv, code=0, **more):
    outcome = subprocess.run([str(word) for word in argv], capture_output=True, text=True, errors="replace", **more)
    if outcome.returncode != code:
        sys.exit(f"{argv}: exit code {outcome.returncode}, not {code}\n{outcome.stdout}\n{outcome.stderr}")
    return outcome.stdout


def committed_copy(project, copy):
    """What is at hand as the one commit of a checkout of its own: whoever tests need not commit first."""
    names = run("git", "ls-files", "-co", "--exclude-standard", "-z", cwd=project).split("\0")
    for name in filter(None, names):
        if (project / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(project / name, copy / name)
    (copy / "build").mkdir()
    (copy / "build/venv").symlink_to(project / "build/venv")
    me = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    run("git", "init", "--quiet", cwd=copy)
    run("git", "add", ".", cwd=copy)
    run("git", *me, "commit", "--quiet", "--no-verify", "-m", "at hand", cwd=copy)


def take_verdicts(project, copy):
    """The smokes have run on these very bytes, or are run by the release."""
    for variant in ("lean", "fat", "tiny"):
        source = project / "artifacts" / variant / "smoke.json"
        memory = pathlib.Path("build/pylon/published", variant, "smoke.json.sha256")
        if source.exists() and (project / memory).exists():
            shutil.copy(source, copy / "artifacts" / variant)
            shutil.copy(project / memory, copy / memory)


def check_readme(pylonctl, project, copy):
    """What README shows of cutting a release and checking it."""
    block, = (block for block in readme_numbers.consoles((project / "README.md").read_text()) if "pylonctl release" in block)
    wrong, _ = readme_numbers.check_block(block, copy, [pylonctl.parent])
    if wrong:
        sys.exit("README.md:\n" + "\n".join(wrong))


def check_bills(dist):
    for bill in dist.glob("*.cdx.json"):
        error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill.read_text())
        if error:
            sys.exit(f"{bill.name}: {error}")
        names = {component["name"] for component in json.loads(bill.read_text())["components"]}
        assert {"cpython", "zlib", "nanoarrow", "expat", "wasi-libc", "tzdata"} <= names, names
        assert ("numpy" in names) == ("fat" in bill.name) == ("pocketfft" in names), names
        for component in json.loads(bill.read_text())["components"]:
            assert component["purl"] and component["licenses"], component


def check_digest(folder):
    """The digest that the file carries, found again from the manifest without pylonctl."""
    manifest = json.loads((folder / "manifest.json").read_text())
    identity = {key: manifest["identity"][key] for key in ("cpython", "packages", "target", "variant", "version")}
    manifest["inputs"]["flags"].pop("wasm-opt")
    manifest["inputs"]["tools"].pop("binaryen")
    known = {"identity": identity, "inputs": manifest["inputs"], "modules": {"built_in": manifest["modules"]["built_in"]}}
    text = json.dumps(known, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == manifest["manifest_digest"]
    assert manifest["manifest_digest"].encode() in (folder / "pylon.wasm").read_bytes()


def check_archives(dist, scratch):
    for archive in dist.glob("*.tar.zst"):
        one, other = scratch / "tar", scratch / "zip"
        one.mkdir()
        run("tar", "--zstd", "-xf", archive, "-C", one)
        run("unzip", "-q", archive.with_name(archive.name.replace(".tar.zst", ".zip")), "-d", other)
        run("diff", "-r", "--no-dereference", one, other)
        folder = next(one.iterdir())
        run("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS", cwd=folder)
        assert (folder / "python.composed.wasm").readlink() == pathlib.Path("pylon.wasm")
        check_digest(folder)
        for tree in (one, other):
            shutil.rmtree(tree)


def flip_each(pylonctl, dist):
    chance = random.Random(6)
    for file in sorted(dist.iterdir()):
        before = bytearray(file.read_bytes())
        at = chance.randrange(len(before))
        before[at] ^= 1 << chance.randrange(8)
        file.write_bytes(before)
        said = run(pylonctl, "verify", dist, code=1)
        assert f"WRONG {file.name}" in said, f"{file.name}, byte {at}:\n{said}"
        print(f"  {file.name}: byte {at} flipped and found")
        yield file, at


def main(pylonctl, project):
    pylonctl, project = pathlib.Path(pylonctl).resolve(), pathlib.Path(project).resolve()
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="pylon-release-"))
    try:
        copy, dist = scratch / "project", scratch / "one"
        copy.mkdir()
        committed_copy(project, copy)
        run(pylonctl, "build", "--all", cwd=copy)
        take_verdicts(project, copy)
        version = json.loads((copy / "variants/base.json").read_text())["version"]
        check_readme(pylonctl, project, copy)
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", scratch / "key")
        # The first run makes what is missing: verdicts of the smokes.
        cut = [pylonctl, "release", version, "--sign-with", scratch / "key", "--out"]
        run(*cut, dist, cwd=copy)
        start = time.monotonic()
        run(*cut, scratch / "two", cwd=copy, env=os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, umask=0o077)
        print(f"release: {time.monotonic() - start:.1f} s of {RELEASE_SECONDS} on an idle machine")
        run("diff", "-r", dist, scratch / "two")
        shutil.rmtree(scratch / "two")
        run("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS", cwd=dist)
        start = time.monotonic()
        run(pylonctl, "verify", dist, "--key", scratch / "key.pub")
        print(f"verify: {time.monotonic() - start:.1f} s of {VERIFY_SECONDS} on an idle machine")
        check_bills(dist)
        check_archives(dist, scratch)
        for file in sorted(dist.iterdir()):
            print(f"{file.stat().st_size:>12,}  {file.name}")
        originals = {file: file.read_bytes() for file in dist.iterdir()}
        for file, _ in flip_each(pylonctl, dist):
            file.write_bytes(originals[file])
        run(pylonctl, "verify", dist)
        print("PASS")
    finally:
        shutil.rmtree(scratch)


main(*sys.argv[1:])
