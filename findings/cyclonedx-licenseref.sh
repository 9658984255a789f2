#!/bin/sh
# A CycloneDX bill of materials made in Python forgets that "MIT AND LicenseRef-x" is an expression.
#
# Packages: cyclonedx-python-lib 11.12.0, license-expression 30.4.4, boolean.py 5.0,
#           packageurl-python 0.17.6, py-serializable 2.2.0, sortedcontainers 2.4.0,
#           defusedxml 0.7.1, typing-extensions 4.16.0, packaging 26.4 (all PyPI).
# Needs:    python3 with venv.
# Expected: a SPDX expression with a LicenseRef is an expression: the SPDX standard defines
#           LicenseRef for what its list lacks, Python's own metadata allow it (packaging
#           normalises it), and so do CycloneDX's schemas.
# Seen:     license-expression's SPDX validation calls each LicenseRef an unknown licence, so
#           cyclonedx-python-lib's factory falls back to a licence whose *name* is the whole
#           text, without a word. "Apache-2.0+", also valid, meets the same fate; "GPL-2.0+" not.
# Why:      what a Python in one file carries is partly in the public domain, which is what
#           LicenseRef is for; a scanner then sees no MIT either.
# Source:   half documented: the factory tells its order (id, expression, name), neither package
#           that these are no expressions to it.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 -m venv py && py/bin/pip install -q --no-compile --no-deps --only-binary :all: \
    cyclonedx-python-lib==11.12.0 license-expression==30.4.4 boolean.py==5.0 \
    packageurl-python==0.17.6 py-serializable==2.2.0 sortedcontainers==2.4.0 \
    defusedxml==0.7.1 typing-extensions==4.16.0 packaging==26.4; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
py/bin/python -W ignore - <<'EOF'
import sys
from cyclonedx.factory.license import LicenseFactory
from license_expression import get_spdx_licensing
from packaging.licenses import canonicalize_license_expression

expected = {
    "MIT AND Zlib": "LicenseExpression",
    "MIT AND LicenseRef-Public-Domain": "DisjunctiveLicense",
    "MIT OR GPL-2.0+": "LicenseExpression",
    "MIT OR Apache-2.0+": "DisjunctiveLicense",
}
for text, kind in expected.items():
    assert canonicalize_license_expression(text) == text
    made = LicenseFactory().make_from_string(text)
    print(f"{text}: {type(made).__name__},",
          *get_spdx_licensing().validate(text).errors or ["no errors"])
    if type(made).__name__ != kind or getattr(made, "name", text) != text:
        sys.exit("the behaviour has changed")
EOF
