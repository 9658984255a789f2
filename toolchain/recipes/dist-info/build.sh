#!/bin/sh
# What the recipes of Python packages say their .dist-info with.
set -eu
cp "$RECIPE/dist_info.py" "$OUT/"
