"""Says in a package's Python files that it is installed: importlib.metadata reads it, and scanners of licences and vulnerabilities.

    dist_info.py SOURCE PYTHON

SOURCE is the unpacked sdist: its PKG-INFO becomes METADATA, the entry points of its pyproject.toml entry_points.txt. PYTHON is the
folder whose files are copied to site-packages; NAME-VERSION.dist-info is written into it. RECORD lists every file with SHA-256
and size, .pyc files without, as installers do
(https://packaging.python.org/en/latest/specifications/recording-installed-packages/).
"""
import base64
import configparser
import csv
import email.parser
import hashlib
import io
import pathlib
import re
import sys
import tomllib


def entry_points(project):
    """The text of entry_points.txt; empty where the package has none."""
    groups = {"console_scripts": project.get("scripts", {}), "gui_scripts": project.get("gui-scripts", {}),
              **project.get("entry-points", {})}
    config = configparser.ConfigParser(delimiters=("=",), interpolation=None)
    config.optionxform = str
    config.read_dict({group: points for group, points in groups.items() if points})
    text = io.StringIO()
    config.write(text)
    return text.getvalue()


def record(python, info):
    """RECORD's rows: (path, hash, size) of every file below `python`, sorted, RECORD itself last in the list and without a hash."""
    for path in sorted(path for path in python.rglob("*") if path.is_file()):
        name = path.relative_to(python).as_posix()
        if path.suffix == ".pyc":
            yield name, "", ""
        else:
            data = path.read_bytes()
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            yield name, f"sha256={digest}", len(data)
    yield f"{info.name}/RECORD", "", ""


def main(source, python):
    source, python = pathlib.Path(source), pathlib.Path(python)
    metadata = (source / "PKG-INFO").read_bytes()
    fields = email.parser.BytesParser().parsebytes(metadata)
    name = re.sub(r"[-_.]+", "_", fields["Name"]).lower()
    info = python / f"{name}-{fields['Version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_bytes(metadata)
    (info / "INSTALLER").write_text("pylonctl\n")
    points = entry_points(tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8")).get("project", {}))
    if points:
        (info / "entry_points.txt").write_text(points)
    rows = list(record(python, info))
    with open(info / "RECORD", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if len(sys.argv) != 3:
    sys.exit(__doc__)
main(*sys.argv[1:])
