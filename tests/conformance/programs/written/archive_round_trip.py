"""Packs a folder as zip and tar, unpacks both and compares."""
import filecmp
import hashlib
import os
import pathlib
import shutil
import tarfile
import zipfile

source = pathlib.Path("source")
for i, name in enumerate(["a.txt", "sub/b.bin", "sub/deep/ü.txt", "empty/keep"]):
    (source / name).parent.mkdir(parents=True, exist_ok=True)
    (source / name).write_bytes(bytes(range(256)) * i)
with zipfile.ZipFile("x.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(source.rglob("*")):
        archive.write(path, path.relative_to(source))
with tarfile.open("x.tar.xz", "w:xz") as archive:
    archive.add(source, ".", filter=lambda info: info if "empty" not in info.name else None)
with zipfile.ZipFile("x.zip") as archive:
    for info in archive.infolist():
        print(info.filename, info.file_size, oct(info.external_attr >> 16), info.is_dir())
    archive.extractall("unzipped")
with tarfile.open("x.tar.xz") as archive:
    for member in sorted(archive.getmembers(), key=lambda member: member.name):
        print(member.name, oct(member.mode), member.size, member.type)
    archive.extractall("untarred", filter="data")
for path in sorted(source.rglob("*")):
    if path.is_file():
        print(path.as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()[:12], filecmp.cmp(path, "unzipped" / path.relative_to(source), shallow=False))
print(filecmp.dircmp("source", "untarred").left_only, sorted(os.listdir("untarred")))
shutil.rmtree("source")
print(sorted(os.listdir()))
