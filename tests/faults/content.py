#!/usr/bin/env python3
"""Changes what pylonctl made, and asks it whether all is as it was: bytes, files, members, modes and JSON values of a
release's folder, of its archives, documents and signature, and of an artifact. Every change that matters must be named.

usage: content.py PYLONCTL [--seed N] [--scale F] [--jobs N] [--only KIND[:NUMBER]] [--release FOLDER [--key FILE]]
                  [--artifact FOLDER]
  --scale    times so many faults (default 1: 2,000)
  --only     one kind, or one fault of it again
  --release  a real release in place of that of the stub project; the kinds that need its project are left out
  --artifact artifacts/lean of a real build: a byte of the library in its file is changed too (stubs have none)

A change matters when what people get is another: an archive whose header has another spare bit, but the same names,
contents, modes and links, is the same archive. The old content is told apart by Python's own zipfile and tarfile.
"""
import argparse
import collections
import concurrent.futures
import hashlib
import io
import json
import os
import pathlib
import queue
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

from project import SOURCE, environment, make_template, tree

AGREES, NO, UNDECIDED = 0, 1, 2
SUMS = "SHA256SUMS"
SMOKE = "check('one', lambda: True)\nprint(f\"{passed}/{total} PASS\")\nsys.exit(0 if passed == total else 1)\n"


class Place:
    """A worker's own copy of the release, and of the project with its artifacts when there is one."""

    def __init__(self, setting, number):
        self.setting, self.folder = setting, setting.folder / f"worker-{number}"
        self.release, self.project = self.folder / "release", self.folder / "project"
        if setting.template:
            shutil.copytree(setting.template, self.folder, symlinks=True)
            self.build()
            self.artifacts = tree(self.project / "artifacts")
        else:
            self.folder.mkdir()
        self.fresh()

    def fresh(self):
        """The release as it was made; files are links, so that a change must write a new one."""
        shutil.rmtree(self.release, ignore_errors=True)
        shutil.copytree(self.setting.release, self.release, symlinks=True, copy_function=os.link)

    def run(self, *arguments, folder=None):
        more = {"PYLON_STUB_RUNNER": str(self.project / "toolchain/stub_runner.py")}
        done = subprocess.run([self.setting.pylonctl, *arguments], env=environment(self.folder, **more), cwd=folder or self.folder,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        return done.returncode, done.stdout.decode(errors="replace")

    def verify(self, what, *options):
        return self.run("verify", str(what), *options)

    def build(self):
        return self.run("--project", str(self.project), "build", "--all")


def rewrite(path, content, rng=None):
    """A new file of the same name; with `rng`, now and then one that looks as old as the one before."""
    times = path.lstat() if path.exists() else None
    path.unlink(missing_ok=True)
    path.write_bytes(content)
    if times and rng and rng.random() < 0.5:
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def damaged(content, rng):
    """The content with a bit turned, a byte more or less, cut, or with two parts in the other order."""
    content = bytearray(content)
    at = rng.randrange(len(content)) if content else 0
    kind = rng.choice(("bit", "bit", "bit", "byte", "less", "more", "cut", "zeros")) if content else "more"
    if kind == "bit":
        content[at] ^= 1 << rng.randrange(8)
    elif kind == "byte":
        content[at] = (content[at] + rng.randrange(1, 256)) % 256
    elif kind == "less":
        del content[at]
    elif kind == "more":
        content.insert(at, rng.randrange(256))
    elif kind == "cut":
        del content[at:]
    else:
        content[at:at + 16] = bytes(len(content[at:at + 16]))
    return bytes(content)


def other(value, rng):
    """Another JSON value of the same sort."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return max(0, value + rng.choice((-1, 1, 1000))) if value else 1
    if isinstance(value, str):
        if len(value) == 64 and set(value) <= set("0123456789abcdef"):
            return hashlib.sha256(value.encode()).hexdigest()
        return rng.choice((value + "x", value[:-1] or "y", value.swapcase() if value.swapcase() != value else value + "z"))
    if value is None:
        return 1
    return value


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    if path:
        yield path


def changed_json(text, rng):
    """The document with one value changed, removed, or doubled in its list; and where."""
    document = json.loads(text)
    while True:
        path = rng.choice(list(leaves(document)))
        parent = document
        for key in path[:-1]:
            parent = parent[key]
        before, action = json.dumps(document), rng.choice(("change", "change", "change", "remove", "add"))
        if action == "remove":
            del parent[path[-1]]
        elif action == "add" and isinstance(parent, list):
            parent.insert(path[-1], other(parent[path[-1]], rng))
        elif action == "add":
            parent[str(path[-1]) + "_x"] = 1
        else:
            parent[path[-1]] = other(parent[path[-1]], rng)
        if json.dumps(document) != before:
            return document, "/" + "/".join(map(str, path)) + f" ({action})"


def written(document):
    return (json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def resum(folder):
    lines = (folder / SUMS).read_text().splitlines()
    names = [line.split(None, 1)[1].lstrip("*") for line in lines]
    rewrite(folder / SUMS, "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
                                   for name in names if (folder / name).exists()).encode())


def judged(answer, names, told=()):
    """What is wrong with an answer to a change of one of `names`."""
    code, output = answer
    if code == AGREES:
        return [f"all agrees ({', '.join(names)})"]
    if code not in (NO, UNDECIDED):
        return [f"exit code {code}: {output[-300:]}"]
    if "json.exception" in output or "unexpected error" in output:
        return ["no clear words: " + output[-300:]]
    return [] if any(name in output for name in (*names, *told)) else [f"{names[0]} is not named: {output[-300:]}"]


def files_of(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def release_byte(place, rng):
    """A byte of a file of the release's folder."""
    file = rng.choice(files_of(place.release))
    content = file.read_bytes()
    after = damaged(content, rng)
    if after == content:
        return None
    rewrite(file, after, rng)
    return judged(place.verify(place.release), [file.name])


def release_file(place, rng):
    """A file of the folder that is gone, too many, empty, a folder, or has changed places with another."""
    files = [path for path in files_of(place.release) if path.name != SUMS]
    file, second = rng.sample(files, 2)
    kind = rng.choice(("gone", "more", "empty", "folder", "swapped", "renamed"))
    names = [file.name]
    if kind == "more":
        names = [f"more-{file.name}"]
        shutil.copy(file, place.release / names[0])
    elif kind == "swapped":
        one, two = file.read_bytes(), second.read_bytes()
        rewrite(file, two)
        rewrite(second, one)
        names.append(second.name)
    elif kind == "renamed":
        file.rename(file.with_name("X" + file.name))
    else:
        file.unlink()
        if kind == "empty":
            file.write_bytes(b"")
        elif kind == "folder":
            file.mkdir()
    # Without its signature a release is another one than the notes tell of.
    return judged(place.verify(place.release), names, ("RELEASE-NOTES.md",) if file.name == SUMS + ".sig" else ())


def resummed(place, rng):
    """A value in one of the documents, with SHA256SUMS made again: only the other files know better."""
    file = rng.choice([path for path in files_of(place.release) if path.suffix in (".json", ".md")])
    if file.suffix == ".json":
        document, where = changed_json(file.read_text(), rng)
        rewrite(file, written(document))
    else:
        text, where = file.read_text(), "a digit"
        digits = [at for at, letter in enumerate(text) if letter in "0123456789"]
        at = rng.choice(digits)
        rewrite(file, (text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1:]).encode())
    resum(place.release)
    return [f"{wrong} [{where}]" for wrong in judged(place.verify(place.release), [file.name])]


def resign_statements(folder):
    """The digests of files in the statements, as SHA256SUMS has them after resum()."""
    for file in folder.glob("*.intoto.json"):
        statement = json.loads(file.read_text())
        for subject in statement["subject"]:
            if (folder / subject["name"]).exists():
                subject["digest"]["sha256"] = hashlib.sha256((folder / subject["name"]).read_bytes()).hexdigest()
        rewrite(file, written(statement))


def forged(place, rng):
    """What somebody who can write every list of digests adds or changes: nothing but the rules of a release knows better."""
    (place.release / (SUMS + ".sig")).unlink()
    notes = place.release / "RELEASE-NOTES.md"
    rewrite(notes, notes.read_bytes()[:notes.read_bytes().rfind(b"\n`SHA256SUMS` is signed")])
    files = [path for path in files_of(place.release) if path.name != SUMS]
    file, sums = rng.choice(files), place.release / SUMS
    kind = rng.choice(("stranger", "folder", "pipe", "link", "statement", "before", "after", "owner", "time", "other kind", "notes"))
    if kind == "stranger":
        name = rng.choice(("more-", "A", "z")) + file.name
        shutil.copy(file, place.release / name)
        rewrite(sums, b"".join(sorted([*sums.read_bytes().splitlines(True), f"{'0' * 64}  {name}\n".encode()], key=lambda line: line[66:])))
    elif kind in ("folder", "pipe"):
        name = f"more-{rng.randrange(1000)}"
        (place.release / name).mkdir() if kind == "folder" else os.mkfifo(place.release / name)
    elif kind == "link":
        name = SUMS
        (place.folder / "elsewhere").unlink(missing_ok=True)  # a rename onto another link of the same file does nothing
        sums.rename(place.folder / "elsewhere")
        sums.symlink_to(place.folder / "elsewhere")
        return [f"{wrong} [{kind}]" for wrong in judged(place.verify(place.release), [name])]
    elif kind == "statement":
        file = rng.choice([path for path in files if path.name.endswith(".intoto.json")])
        statement, name = json.loads(file.read_text()), file.name
        build, run = statement["predicate"]["buildDefinition"], statement["predicate"]["runDetails"]
        if rng.random() < 0.5:
            build["externalParameters"]["commands"][rng.randrange(2)].append("--more")
        else:
            run["builder"]["version"]["pylonctl"] += "1"
        rewrite(file, written(statement))
    elif kind == "notes":
        name = notes.name
        rewrite(notes, notes.read_bytes() + rng.choice((b"\n- more\n", b"\n", b" ")))
    else:
        file = rng.choice(archives(place))
        name, content = file.name, file.read_bytes()
        more = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 40)))
        if kind == "before":
            content = more + content
        elif kind == "other kind":
            twin = next(path for path in archives(place) if path.suffix != file.suffix and path.name.split(".tar")[0].removesuffix(".zip") ==
                        file.name.split(".tar")[0].removesuffix(".zip"))
            content = twin.read_bytes()
        elif file.suffix == ".zip":  # its members have neither owners nor ends of their own
            content = content + more
        else:
            old, raw = tarfile.open(fileobj=io.BytesIO(unpacked_tar(content))), io.BytesIO()
            with tarfile.open(fileobj=raw, mode="w", format=tarfile.USTAR_FORMAT) as new:
                for number, member in enumerate(old):
                    if kind == "owner":
                        member.uid, member.uname = 1000 * rng.randrange(2), "eve"
                    if kind == "time" and number == 1:
                        member.mtime += 1
                    new.addfile(member, old.extractfile(member) if member.isfile() else None)
            end = b"more" * 200 if kind == "after" else b""
            content = subprocess.run(["zstd", "-1", "-cq"], input=raw.getvalue() + end, stdout=subprocess.PIPE, check=True).stdout
            if kind == "after" and rng.random() < 0.5:
                content = file.read_bytes() + b"\x50\x2a\x4d\x18" + len(more).to_bytes(4, "little") + more
        rewrite(file, content)
    resum(place.release)
    resign_statements(place.release)
    resum(place.release)
    return [f"{wrong} [{kind}]" for wrong in judged(place.verify(place.release), [name])]


def archives(place):
    return [path for path in files_of(place.release) if path.suffix == ".zip" or path.name.endswith(".tar.zst")]


def unpacked_tar(content):
    done = subprocess.run(["zstd", "-dcq"], input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if done.returncode != 0:
        raise ValueError("zstd")
    return done.stdout


def members(name, content):
    """What people get: kind, content or target, and mode of each member in order; None when it is not to be read."""
    try:
        if name.endswith(".zip"):
            found = []
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for entry in archive.infolist():
                    found.append((entry.filename, entry.external_attr >> 16, archive.read(entry)))
            return found
        found = []
        with tarfile.open(fileobj=io.BytesIO(unpacked_tar(content))) as archive:
            for entry in archive:
                data = archive.extractfile(entry).read() if entry.isfile() else entry.linkname.encode()
                found.append((entry.name, entry.type, entry.mode, data))
        return found
    except Exception:
        return None


def archive_byte(place, rng):
    """A byte of an archive that somebody got without the rest of the release."""
    source = rng.choice(archives(place))
    alone = place.folder / "alone"
    alone.mkdir(exist_ok=True)
    file = alone / source.name
    content = source.read_bytes()
    # Of a zip mostly the directory and the headers: what is compressed has a checksum.
    after = damaged(content, rng)
    if source.suffix == ".zip" and rng.random() < 0.5:
        start = content.rfind(b"PK\1\2", 0, content.rfind(b"PK\5\6"))
        at = rng.randrange(content.find(b"PK\1\2"), len(content)) if start > 0 else 0
        after = content[:at] + bytes([content[at] ^ (1 << rng.randrange(8))]) + content[at + 1:]
    rewrite(file, after)
    matters = members(file.name, after) != place.setting.members[file.name]
    answer = place.verify(file)
    file.unlink()
    return judged(answer, [file.name]) if matters else None


def remake(name, entries, target):
    """The archive again from (path, mode, link or None, content)."""
    if name.endswith(".zip"):
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, mode, link, content in entries:
                info = zipfile.ZipInfo(path)
                info.create_system = 3
                info.external_attr = ((0o120777 if link is not None else 0o100000 | mode) << 16)
                archive.writestr(info, link if link is not None else content)
        return
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path, mode, link, content in entries:
            info = tarfile.TarInfo(path)
            info.mode, info.size = mode, 0 if link is not None else len(content)
            if link is not None:
                info.type, info.linkname = tarfile.SYMTYPE, link
            archive.addfile(info, None if link is not None else io.BytesIO(content))
    target.write_bytes(subprocess.run(["zstd", "-1", "-cq"], input=raw.getvalue(), stdout=subprocess.PIPE, check=True).stdout)


def entries_of(name, content):
    """(path, mode, link or None, content) of each file and link."""
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [(one.filename, (one.external_attr >> 16) & 0o7777,
                     archive.read(one).decode() if (one.external_attr >> 28) == 0o12 else None, archive.read(one))
                    for one in archive.infolist() if not one.is_dir()]
    with tarfile.open(fileobj=io.BytesIO(unpacked_tar(content))) as archive:
        return [(one.name, one.mode, one.linkname if one.issym() else None, archive.extractfile(one).read() if one.isfile() else b"")
                for one in archive if not one.isdir()]


def only_licences(before, entries):
    """Whether the manifest among the entries differs from the one before in its list of licences alone."""
    try:
        old, new = json.loads(before), json.loads(next(text for path, _, _, text in entries if path.endswith("/manifest.json")))
        return isinstance(old.pop("licences"), dict) and isinstance(new.pop("licences"), dict) and old == new
    except (ValueError, KeyError, AttributeError, StopIteration):
        return False


def archive_member(place, rng):
    """A member of an archive, packed again, with the archive's own SHA256SUMS made again for half of them."""
    source = rng.choice(archives(place))
    entries = entries_of(source.name, source.read_bytes())
    top = entries[0][0].split("/")[0]
    number = rng.choice([at for at, entry in enumerate(entries) if not entry[0].endswith("/" + SUMS)])
    path, mode, link, content = entries[number]
    kind = rng.choice(("content", "content", "mode", "gone", "more", "renamed", "link"))
    if kind == "content" and link is None:
        entries[number] = (path, mode, None, damaged(content, rng))
    elif kind == "mode" and link is None:
        entries[number] = (path, mode ^ rng.choice((0o111, 0o4000, 0o022, 0o044)), None, content)
    elif kind == "gone":
        del entries[number]
    elif kind == "renamed":
        entries[number] = (path + "x", mode, link, content)
    elif kind == "link" and link is None:
        entries[number] = (path, 0o777, "pylon.wasm", b"")
    elif link is not None:
        entries[number] = (path, mode, "SHA256SUMS", b"")
    else:
        path = top + rng.choice(("/more", "/lib/more.py", "/lib/python3.13/os.pyc", "/licences/more"))
        entries.append((path, 0o644, None, b"more"))
    again = rng.random() < 0.5 and not path.endswith("/pylon.wasm")
    if again and kind != "mode":
        digests = {one: hashlib.sha256(text).hexdigest() for one, _, target, text in entries if target is None}
        follow = {one: digests.get(f"{top}/{target}", "0" * 64) for one, _, target, _ in entries if target is not None}
        lines = sorted((one[len(top) + 1:], digest) for one, digest in {**digests, **follow}.items() if not one.endswith("/" + SUMS))
        text = "".join(f"{digest}  {name}\n" for name, digest in lines).encode()
        entries = [(one, bits, target, text if one == f"{top}/{SUMS}" else inside) for one, bits, target, inside in entries]
    # A licence's text is known by SHA256SUMS alone, and that by the release's own, which is signed; so is the name of
    # the licence of what is no component.
    alone = not (again and ("/licences/" in path or (path.endswith("/manifest.json") and only_licences(content, entries))))
    file = (place.folder / "alone" if alone else place.release) / source.name
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    remake(source.name, entries, file)
    answer = place.verify(file)
    file.unlink()
    return [f"{wrong} [{kind} {path}{', summed again' if again else ''}]" for wrong in judged(answer, [source.name])]


def signature(place, rng):
    """Signature, key, or what was signed."""
    sums, key = place.release / SUMS, place.folder / "key.pub"
    key.write_bytes(place.setting.key.read_bytes())
    kind = rng.choice(("signature", "sums", "key", "gone", "other"))
    options = ["--key", str(key)]
    names = [SUMS]
    if kind == "key":
        content = key.read_bytes()
        words = content.split(b" ")  # the comment is no part of the key
        after = damaged(words[1], rng)
        if after.strip() == words[1].strip():
            return None
        key.write_bytes(b" ".join([words[0], after, *words[2:]]))
        names.append("key")
    elif kind == "gone":
        (place.release / (SUMS + ".sig")).unlink()
    elif kind == "other":
        key.write_bytes(place.setting.other_key.read_bytes())
    else:
        file = sums if kind == "sums" else place.release / (SUMS + ".sig")
        content = file.read_bytes()
        after = damaged(content, rng)
        if b"".join(after.split()) == b"".join(content.split()):
            return None
        rewrite(file, after, rng)
    what = rng.choice((place.release, sums, rng.choice(archives(place))))
    return [f"{wrong} [{kind}, {pathlib.Path(what).name}]" for wrong in judged(place.verify(what, *options), names)]


def artifact(place, file, rng, verbs):
    """A changed file of artifacts/lean is named by these verbs, and build makes it what it was."""
    wrong = []
    for verb in verbs:
        arguments = ("verify", "artifacts/lean") if verb == "verify" else ("gate", "lean", "--today", "2027-01-01")
        wrong += [f"{verb}: {words}" for words in judged(place.run(*arguments, folder=place.project), [file], ("manifest", "lean"))]
    code, output = place.build()
    if code != 0:
        wrong.append("build: " + output[-300:])
    elif tree(place.project / "artifacts") != place.artifacts:
        wrong.append("build leaves it: " + output[-200:])
    elif "nothing to do" in output:
        wrong.append("build says that there is nothing to do")
    return wrong


def manifest_value(place, rng):
    """A value of an artifact's manifest."""
    file = place.project / "artifacts/lean/manifest.json"
    document, where = changed_json(file.read_text(), rng)
    rewrite(file, written(document), rng)
    return [f"{wrong} [{where}]" for wrong in artifact(place, "manifest.json", rng, ())]


def wasm_byte(place, rng):
    """A byte of an artifact's pylon.wasm."""
    file = place.project / "artifacts/lean/pylon.wasm"
    content = file.read_bytes()
    after = damaged(content, rng)
    if after == content:
        return None
    rewrite(file, after, rng)
    return artifact(place, "pylon.wasm", rng, ("verify", "gate"))


def library(place, rng):
    """A file of lib/, its list, symbols.tsv or the old name's link."""
    folder = place.project / "artifacts/lean"
    inside = files_of(folder / "lib")
    kind = rng.choice(("byte", "byte", "gone", "more", "empty", "list", "symbols", "link"))
    file, verbs = rng.choice(inside), ("verify", "gate")
    if kind in ("byte", "list", "symbols"):
        file = {"list": folder / "lib.sha256", "symbols": folder / "symbols.tsv"}.get(kind, file)
        content = file.read_bytes()
        after = damaged(content, rng)
        if after == content:
            return None
        if rng.random() < 0.3 and len(after) == len(content):  # in place, as a guest does
            with file.open("r+b") as stream:
                stream.write(after)
        else:
            rewrite(file, after, rng)
        verbs = {"symbols": ("verify",)}.get(kind, verbs)
    elif kind == "gone":
        file.unlink()
    elif kind == "empty":
        rewrite(file, b"" if file.stat().st_size else b"x")
    elif kind == "more":
        file = file.with_name("more.py")
        file.write_bytes(b"")
    else:
        # pylon-lint: allow old-artifact-name: the link itself is what is damaged
        file = folder / "python.composed.wasm"
        file.unlink()
        file.symlink_to("manifest.json")
        verbs = ("gate",)
    return [f"{wrong} [{kind}]" for wrong in artifact(place, file.name, rng, verbs)]


def inside(place, rng):
    """A byte of the library inside a real artifact: what it is in must be named, not the file alone."""
    folder = place.folder / "artifact"
    if not folder.exists():
        shutil.copytree(place.setting.artifact, folder, symlinks=True, copy_function=os.link)
    source = place.setting.artifact / "pylon.wasm"
    content = bytearray(source.read_bytes())
    start = content.find(b"PYFS")
    if start < 0:
        return ["harness: there is no library inside " + str(source)]
    index, data = (int.from_bytes(content[start + at:start + at + 4], "little") for at in (16, 20))
    # Every fourth in the index, which is small beside the files.
    at = start + (rng.randrange(index) if rng.random() < 0.25 else index + rng.randrange(data))
    content[at] ^= 1 << rng.randrange(8)
    rewrite(folder / "pylon.wasm", bytes(content))
    answer = place.verify(folder / "pylon.wasm")
    rewrite(folder / "pylon.wasm", source.read_bytes())
    return [f"{wrong} [byte {at - start} of the library]" for wrong in judged(answer, ["inside"])]


# Kind: what it does, how often, whether it needs the project.
KINDS = {
    "release-byte": (release_byte, 200, False),
    "release-file": (release_file, 200, False),
    "resummed": (resummed, 200, False),
    "forged": (forged, 200, False),
    "archive-byte": (archive_byte, 300, False),
    "archive-member": (archive_member, 300, False),
    "signature": (signature, 150, False),
    "manifest-value": (manifest_value, 200, True),
    "wasm-byte": (wasm_byte, 100, True),
    "library": (library, 150, True),
    "inside": (inside, 100, False),
}


def inject(setting, places, kind, number):
    """The sentences that say what went wrong; None: the change did not matter."""
    place = places.get()
    try:
        return KINDS[kind][0](place, random.Random(f"{setting.seed} {kind} {number}"))
    except Exception as error:  # a defect of this harness is a failure as well
        return [f"harness: {error!r}"]
    finally:
        if KINDS[kind][2]:
            place.build()
        else:
            place.fresh()
        places.put(place)


def make_release(setting):
    """The stub project, built, released and signed."""
    template = setting.template = setting.folder / "template"
    make_template(setting.pylonctl, template)
    project = template / "project"
    (project / "tests/smoke").mkdir(parents=True)
    smoke = (SOURCE / "tests/smoke/wave11_shim_smoke.py").read_text()
    mark = "# ---- End of the gate.\n"
    (project / "tests/smoke/plain.py").write_text(smoke[:smoke.index(mark) + len(mark)] + SMOKE)
    (project / "LICENSE").write_text("ours\n")
    (project / ".gitignore").write_text("/build/\n/artifacts/*/*\n!/artifacts/*/baseline.json\n")
    more = {"PYLON_STUB_RUNNER": str(project / "toolchain/stub_runner.py")}

    def need(*words):
        done = subprocess.run(words, cwd=project, env=environment(template, **more), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, words))}: {done.stdout}")

    need(setting.pylonctl, "build", "--all")
    need(setting.pylonctl, "baseline", "--all", "--reason", "the first")
    need("git", "init", "--quiet")
    need("git", "add", ".")
    need("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "t")
    for name in ("key", "other"):
        need("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", setting.folder / name)
    setting.release = setting.folder / "release"
    need(setting.pylonctl, "release", "1.0.0", "--today", "2027-01-01", "--sign-with", setting.folder / "key", "--out", setting.release)
    setting.key, setting.other_key = setting.folder / "key.pub", setting.folder / "other.pub"


def prepare(setting):
    if setting.release:
        setting.template, setting.release = None, setting.release.resolve()
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", setting.folder / "other"], check=True)
        setting.other_key = setting.folder / "other.pub"
    else:
        make_release(setting)
    setting.members = {path.name: members(path.name, path.read_bytes()) for path in files_of(setting.release)
                       if path.suffix == ".zip" or path.name.endswith(".tar.zst")}


def run_all(setting, wanted):
    """What went wrong by fault, and how many changes mattered by kind."""
    places = queue.Queue()
    for number in range(setting.jobs):
        places.put(Place(setting, number))
    for what in (place.release for place in places.queue):
        for one in (what, *(path for path in files_of(what) if str(path).endswith((".zip", ".tar.zst")))):
            code, output = places.queue[0].verify(one)
            if code != AGREES:
                sys.exit(f"without a fault: {one.name}: {output}")
    wrong, counted = {}, collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(setting.jobs) as pool:
        futures = {pool.submit(inject, setting, places, *fault): fault for fault in wanted}
        for done, future in enumerate(concurrent.futures.as_completed(futures), 1):
            kind, number = futures[future]
            found = future.result()
            counted[kind] += found is not None
            if found:
                wrong[kind, number] = found
                print(f"{kind}:{number} " + "; ".join(found), flush=True)
            if done % 500 == 0:
                print(f"{done} of {len(wanted)} faults", file=sys.stderr, flush=True)
    return wrong, counted


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pylonctl", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=19)
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="")
    parser.add_argument("--release", type=pathlib.Path)
    parser.add_argument("--key", type=pathlib.Path)
    parser.add_argument("--artifact", type=lambda text: pathlib.Path(text).resolve())
    setting = parser.parse_args()
    setting.pylonctl = setting.pylonctl.resolve()
    only_kind, _, only_number = setting.only.partition(":")
    wanted = [(kind, number) for kind, (_, count, project) in KINDS.items() for number in range(max(1, int(count * setting.scale)))
              if only_kind in ("", kind) and only_number in ("", str(number)) and not (setting.release and project)
              and not (kind == "signature" and setting.release and not setting.key) and not (kind == "inside" and not setting.artifact)]
    with tempfile.TemporaryDirectory(prefix="pylon-faults.") as folder:
        setting.folder = pathlib.Path(folder)
        prepare(setting)
        wrong, counted = run_all(setting, wanted)
    for kind in KINDS:
        tried = sum(one == kind for one, _ in wanted)
        bad = sum(one == kind for one, _ in wrong)
        if tried:
            print(f"{kind}: {tried} changes, {counted[kind]} matter, {bad} not named")
    sys.exit(1 if wrong or not sum(counted.values()) else 0)


if __name__ == "__main__":
    main()
