set -eu
mkdir -p "$OUT/lib/python$PYTHON_VERSION"
echo 'import sys' >"$OUT/lib/python$PYTHON_VERSION/os.py"
