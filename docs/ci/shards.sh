#!/bin/sh
# Builds all variants on several machines at once, each in a checkout of its own, with GNU parallel, and brings the
# artifacts here. What one machine makes the others fetch: set PYLON_REMOTE_STORE and PYLON_REMOTE_KEY (docs/SCALING.md).
# Usage: docs/ci/shards.sh CHECKOUT...     a folder, or HOST:FOLDER, which ssh reaches and rsync copies from
#        docs/ci/shards.sh build1:pylon build2:pylon build3:pylon
# All checkouts must be at the same commit. PYLONCTL: the program (default: build/release/src/pylonctl of each).
# Exit code: 0 all are built, 2 a machine failed.
set -eu

[ $# -ge 1 ] || { echo "usage: docs/ci/shards.sh CHECKOUT..." >&2; exit 2; }

one=${TMPDIR:-/tmp}/pylon-shard.$$
trap 'rm -f "$one"' EXIT
# CHECKOUT ARGUMENTS...: pylonctl build there. The key goes by standard input, so that it stands on no command line.
cat >"$one" <<'END'
set -eu
checkout=$1 program=${PYLONCTL:-build/release/src/pylonctl}
shift
case $checkout in
  *:*)
    printf '%s\n' "${PYLON_REMOTE_KEY-}" |
      ssh "${checkout%%:*}" "cd '${checkout#*:}' && read -r PYLON_REMOTE_KEY && export PYLON_REMOTE_KEY &&
        PYLON_REMOTE_STORE='${PYLON_REMOTE_STORE-}' '$program' build $*"
    ;;
  *) cd "$checkout" && "$program" build "$@" ;;
esac
END

# What the variants share is made by one machine; the others fetch it. Without this each would make it.
sh "$one" "$1" --all --level dev || exit 2
parallel --line-buffer --halt soon,fail=1 sh "$one" {} --all --shard "{#}/$#" ::: "$@" || exit 2

mkdir -p artifacts
for checkout; do
  case $checkout in
    *:*) rsync -a --exclude='*-dev/' "$checkout/artifacts/" artifacts/ ;;
    *)
      for variant in "$checkout"/artifacts/*/; do
        # A level has no manifest.
        [ ! -e "$variant/manifest.json" ] || cp -a "${variant%/}" artifacts/
      done
      ;;
  esac
done
