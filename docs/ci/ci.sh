#!/bin/sh
# Continuous integration in plain shell, for any service: builds the variants, judges them, and leaves in FOLDER
#   gate.md      the verdict as markdown, for a summary or a comment
#   gate.sarif   the same for code scanning
#   gate.xml     the same as JUnit XML
#   diff.md      what changed since the baselines
#   smoke.xml    the smokes inside the real files, as JUnit XML
# Usage: docs/ci/ci.sh FOLDER [VARIANT...]      all variants unless named
# Exit code: 0 all pass, 1 a rule fails, 2 it could not be decided (a failed build, a missing file).
# PYLONCTL, when set, is used as it is; otherwise toolchain/bootstrap builds it first.
set -eu

[ $# -ge 1 ] || { echo "usage: docs/ci/ci.sh FOLDER [VARIANT...]" >&2; exit 2; }
mkdir -p "$1"
reports=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/../.."

if [ -z "${PYLONCTL-}" ]; then
  toolchain/bootstrap setup || exit 2
  PYLONCTL=build/release/src/pylonctl
fi
if [ $# -eq 0 ]; then
  # Names of variants have no blanks.
  # shellcheck disable=SC2046
  set -- $("$PYLONCTL" list --names)
fi
"$PYLONCTL" build "$@" || exit 2

# The smokes come before the gate, which has a rule for them: what failed, or was skipped where nothing may be, it
# says. Only what could not be run ends this here.
"$PYLONCTL" smoke "$@" --junit "$reports/smoke.xml" || [ $? -eq 1 ] || exit 2

# The gate's exit code is kept for the end: a verdict of "no" is no reason to leave without the reports.
verdict=0
"$PYLONCTL" gate "$@" --format markdown >"$reports/gate.md" || verdict=$?
"$PYLONCTL" gate "$@" --format sarif >"$reports/gate.sarif" || [ $? -eq "$verdict" ]
"$PYLONCTL" gate "$@" --format junit >"$reports/gate.xml" || [ $? -eq "$verdict" ]

# Differences only inform; that one cannot be shown does not change the verdict.
: >"$reports/diff.md"
for variant in "$@"; do
  baseline=artifacts/$variant/baseline.json
  if [ ! -f "$baseline" ]; then
    printf '**%s** has no baseline yet.\n\n' "$variant" >>"$reports/diff.md"
  elif "$PYLONCTL" diff "$baseline" "$variant" --format markdown >"$reports/diff.part"; then
    cat "$reports/diff.part" >>"$reports/diff.md"
  else
    printf 'The difference of **%s** could not be shown; see the log.\n\n' "$variant" >>"$reports/diff.md"
  fi
  rm -f "$reports/diff.part"
done

"$PYLONCTL" gate "$@" || true # for the log
exit "$verdict"
