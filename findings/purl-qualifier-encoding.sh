#!/bin/sh
# Two libraries of the purl project write one package URL in two ways, and neither is canonical.
#
# Packages: packageurl-python 0.17.6 (PyPI), packageurl-js 2.0.1 (npm).
# Needs:    node 20 or later, npm, python3 with venv.
# Expected: both print the standard's canonical form, so that purls can be compared as text:
#           in a qualifier's value a slash is %2F (it is a separator), and a colon stays a
#           colon ("whether used as a separator or otherwise").
# Seen:     Python leaves the slash as it is, JavaScript writes the colon as %3A. Each reads the
#           other's form and rewrites it into its own: the value survives, the text does not.
# Why:      download_url, vcs_url and checksum are the qualifiers of source packages in a bill
#           of materials; a match by text between two tools' bills fails for just these.
# Source:   "Character encoding" in the purl standard; half documented, as a dispute: issues 121
#           of packageurl-python and 39 of purl-spec, both still open, and pull request 720 of
#           purl-spec (slashes must be encoded).
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    packageurl-js@2.0.1 && python3 -m venv py && py/bin/pip install -q --no-compile --no-deps \
    --only-binary :all: packageurl-python==0.17.6; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
python() {
    py/bin/python -c 'import sys, packageurl
print(packageurl.PackageURL.from_string(sys.argv[1]).to_string())' "$1"
}
script() {
    node -e 'const { PackageURL } = require("packageurl-js");
console.log(PackageURL.fromString(process.argv[1]).toString())' "$1"
}
canonical='pkg:generic/expat@2.7.1?checksum=sha256:0c&download_url=https:%2F%2Fexample.org%2Fe.xz'
from_python=$(python "$canonical") from_script=$(script "$canonical")
printf '%-20s %s\n' canonical: "$canonical" packageurl-python: "$from_python" \
    packageurl-js: "$from_script"
[ "$(script "$from_python")" = "$from_script" ] &&
    [ "$(python "$from_script")" = "$from_python" ] &&
    [ "$from_python" = "$(echo "$canonical" | sed 's/%2F/\//g')" ] &&
    [ "$from_script" = "$(echo "$canonical" | sed 's/sha256:/sha256%3A/; s/https:/https%3A/')" ] ||
    { echo "the behaviour has changed" >&2; exit 1; }
