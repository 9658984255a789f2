#!/bin/sh
# univers fills npm's ranges up with zeros: "<=1" ends at 1.0.0, and 1.2.5 is outside of it.
#
# Packages: univers 32.0.1, semantic-version 2.10.0, attrs 26.1.0, packaging 26.4,
#           semver 3.1.2 (PyPI), semver 7.8.6 (npm).
# Needs:    node 20 or later, npm, python3 with venv.
# Expected: NpmVersionRange.from_native gives the range that npm means: a number that is left out
#           stands for any, so "<=1" holds 1.2.5, ">1" starts at 2.0.0 and "1" is all of 1.x.
# Seen:     the numbers left out become zeros, whatever the operator: "<=1" ends at 1.0.0, "1" is
#           1.0.0 alone, ">1.2" begins in 1.2; "^0" ends at 0.0.1 and "1.X" is "1.0.0+X".
#           "^1.2.3", "~1" and "1.x" are right. No error, and no warning.
# Why:      univers is what turns the ranges of advisories into "vers:", the notation that
#           CycloneDX's bills of materials use for affected versions: what npm counts in is
#           counted out there.
# Source:   "Advanced Range Syntax" of npm's semver has each of these; we found no word in the
#           documentation of univers, nor an issue (35, 79 and 117, on other ranges, are closed).
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    semver@7.8.6 && python3 -m venv py && py/bin/pip install -q --no-compile --no-deps \
    --only-binary :all: univers==32.0.1 semantic-version==2.10.0 attrs==26.1.0 \
    packaging==26.4 semver==3.1.2; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
cat >ranges.json <<'EOF'
[["<=1", "1.2.5"], ["<=1.2", "1.2.5"], ["1", "1.2.5"], ["1.2", "1.2.5"], [">1", "1.2.5"],
 [">1.2", "1.2.5"], ["^0", "0.3.0"], ["^0.0", "0.0.4"], ["1.X", "1.2.5"],
 ["^1.2.3", "1.2.5"], ["~1", "1.2.5"], ["1.x", "1.2.5"], ["<1", "1.2.5"], [">=1", "1.2.5"]]
EOF
node -p 'const { satisfies } = require("semver"), cases = require("./ranges.json");
JSON.stringify(cases.map(([range, version]) => satisfies(version, range)))' >npm.json
py/bin/python - <<'EOF'
import json
import sys
from univers.version_range import NpmVersionRange
from univers.versions import SemverVersion

cases = json.load(open("ranges.json"))
wrong = []
for (text, version), in_npm in zip(cases, json.load(open("npm.json"))):
    read = NpmVersionRange.from_native(text)
    inside = SemverVersion(version) in read
    print(f"{text:7} {version}: npm {in_npm!s:5} univers {inside!s:5}", read,
          "" if inside == in_npm else "<--")
    wrong += [text] if inside != in_npm else []
if wrong != [text for text, version in cases[:9]]:
    sys.exit("the behaviour has changed")
EOF
