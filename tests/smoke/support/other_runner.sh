#!/bin/sh
# Another runtime: its probes, and all smokes of lean that it is not known to fail (toolchain/runners.json).
# usage: other_runner.sh PYLONCTL PROJECT RUNNER        exit code 77: the runtime is not on this machine
# Node comes with build/venv. wazero is fetched once, by Go (this machine's or that of build/venv), into the cache.
set -eu
pylonctl=$1 project=$2 runner=$3

if [ "$runner" = wazero ] && [ -z "${PYLON_WAZERO-}" ] && ! command -v wazero >/dev/null; then
  version=v1.12.0
  PYLON_WAZERO=${XDG_CACHE_HOME:-$HOME/.cache}/pylon/tools/wazero-$version/wazero
  export PYLON_WAZERO
  if [ ! -x "$PYLON_WAZERO" ]; then
    go=$(command -v go || ls "$project"/build/venv/lib/python*/site-packages/go/bin/go 2>/dev/null || true)
    # Go checks what it downloads against the public log of module digests.
    if [ -z "$go" ] || ! GOBIN=$(dirname "$PYLON_WAZERO") "$go" install "github.com/tetratelabs/wazero/cmd/wazero@$version"; then
      echo "skipped: wazero is not here, and could not be fetched"
      exit 77
    fi
  fi
fi
probed=0
"$pylonctl" --project "$project" doctor --runners --runner "$runner" || probed=$?
if "$pylonctl" --project "$project" doctor --runners --runner "$runner" --format json | grep -q '"found": false'; then
  echo "skipped: $runner is not here"
  exit 77
fi
[ "$probed" = 0 ]
# Slower machines compile the file for the first time in minutes.
"$pylonctl" --project "$project" smoke lean --runner "$runner" --jobs 2 --timeout 600
