"""Writes facts/*.json and sysconfig/build-details.json (PEP 739) from a configured build folder.

usage: facts.py OUT BUILD-FOLDER
"""
import json
import pathlib
import re
import sys

out, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


def write(name, value):
    (out / name).write_text(json.dumps(value, indent=2, sort_keys=True) + "\n")


def words(name):
    return (build / name).read_text().split()


# configure says for each extension module: yes, n/a (not on this platform), missing (needs a library), disabled.
# Its variables are in upper case; Setup.stdlib.in has the names as they are.
states = dict(re.findall(r"^MODULE_(\w+)_STATE=(\S+)", (build / "Makefile").read_text(), re.M))
stdlib = (build / "../src/Modules/Setup.stdlib.in").read_text()
modules = {name: states[key] for key, name in re.findall(r"@MODULE_(\w+)_TRUE@(\w+)", stdlib) if key in states}
for line in (build / "Modules/Setup.bootstrap").read_text().splitlines():
    if match := re.match(r"(#|@MODULE_PWD_FALSE@)?\s*(\w+) \S+\.c\b", line):
        modules[match[2]] = "n/a" if match[1] else "yes"
write("facts/modules.json", modules)

# What CPython's own makefile would link with, as a response file for clang; paths are not part of it.
archives = [re.sub(r"^lib(.*)\.a$", r"-l\1", pathlib.Path(archive).name) for archive in words("pylon.archives")]
(out / "facts/link.rsp").write_text("\n".join(archives + words("pylon.ldflags") + words("pylon.libs")) + "\n")

# Meson reads this in place of asking a Python that it could not run.
namespace = {}
for file in out.glob("sysconfig/_sysconfigdata*.py"):
    exec(file.read_text(), namespace)
variables = namespace["build_time_vars"]
version = variables["VERSION"]
major, minor = map(int, version.split("."))
header = (build / "../src/Include/patchlevel.h").read_text()
micro = int(re.search(r"PY_MICRO_VERSION\s+(\d+)", header)[1])
write("sysconfig/build-details.json", {
    "schema_version": "1.0",
    "base_prefix": "/",
    "base_interpreter": f"/bin/python{version}",
    "platform": "wasi-wasm32",
    "language": {"version": version, "version_info": {
        "major": major, "minor": minor, "micro": micro, "releaselevel": "final", "serial": 0}},
    "implementation": {
        "name": "cpython", "cache_tag": f"cpython-{major}{minor}", "_multiarch": variables["MULTIARCH"],
        "version": {"major": major, "minor": minor, "micro": micro, "releaselevel": "final", "serial": 0},
        "hexversion": major << 24 | minor << 16 | micro << 8 | 0xF0},
    "abi": {"flags": [], "extension_suffix": variables["EXT_SUFFIX"], "stable_abi_suffix": ".abi3.so"},
    "suffixes": {"source": [".py"], "bytecode": [".pyc"], "extensions": [variables["EXT_SUFFIX"]]},
    "c_api": {"headers": str(out / "include" / f"python{version}")},
})
