#!/bin/sh
# Another runtime: its probes, and all smokes of lean that it is not known to fail (toolchain/runners.json).
# usage: other_runner.sh PYLONCTL PROJECT RUNNER        exit code 77: the runtime is not on this machine
# wazero is fetched with the Go toolchain where there is one, once, into build/tools.
set -eu
pylonctl=$1 project=$2 runner=$3

if [ "$runner" = wazero ] && [ -z "${PYLON_WAZERO-}" ]; then
  PYLON_WAZERO=$project/build/tools/wazero
  export PYLON_WAZERO
  if [ ! -x "$PYLON_WAZERO" ]; then
    if command -v wazero >/dev/null; then
      unset PYLON_WAZERO
    elif command -v go >/dev/null; then
      GOBIN=$project/build/tools go install github.com/tetratelabs/wazero/cmd/wazero@v1.12.0
    else
      echo "skipped: neither wazero nor Go is here"
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
