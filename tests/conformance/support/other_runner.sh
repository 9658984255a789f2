#!/bin/sh
# Damaged and foreign streams of Arrow on another runtime.
# usage: other_runner.sh PYLONCTL PROJECT RUNNER        exit code 77: the runtime is not on this machine
# smoke.wazero has fetched wazero, where Go could.
set -eu
pylonctl=$1 project=$2 runner=$3
wazero=${XDG_CACHE_HOME:-$HOME/.cache}/pylon/tools/wazero-v1.12.0/wazero
if [ "$runner" = wazero ] && [ -z "${PYLON_WAZERO-}" ] && [ -x "$wazero" ]; then
  export PYLON_WAZERO="$wazero"
fi
if "$pylonctl" --project "$project" doctor --runners --runner "$runner" --format json | grep -q '"found": false'; then
  echo "skipped: $runner is not here"
  exit 77
fi
for file in refused damaged; do
  "$pylonctl" --project "$project" conformance lean --suite arrow --filter "$file" --runner "$runner" --timeout 500
done
