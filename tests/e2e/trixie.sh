#!/usr/bin/env bash
# A fresh Debian 13 in a folder: this checkout is set up in there with warnings as errors, its unit tests run, and
# pylonctl makes the plan of all variants. Skipped (77) where this cannot be done.
#
# usage: trixie.sh            set-up, unit tests, plan; the root with all packages is kept in the cache for the next run
#        trixie.sh --fresh    the same, with a root made anew
#        trixie.sh --whole [SUITE]
#                             on a bare root and with empty caches: the README's first command, timed by parts;
#                             SUITE: another Debian to compare with, bookworm
#        trixie.sh --test [ARGUMENT...]
#                             the README's second command in a fresh clone, with this machine's downloads and finished steps;
#                             ARGUMENT: for ctest, such as -R real.debian-13
set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/pylon
suite=trixie
caches=/cache  # XDG_CACHE_HOME in the root
[ "${1-}" != --whole ] || suite=${2:-$suite}

skip() { echo "SKIP: $*"; exit 77; }
fail() { echo "FAIL: $*" >&2; exit 1; }

# Processor time of all that has run below this shell, in seconds.
processor_time() { awk -v ticks="$(getconf CLK_TCK)" '{ printf "%d", ($16 + $17) / ticks }' "/proc/$$/stat"; }

# part NAME COMMAND...: runs it and says how long it took, by the clock and of the processors.
part() {
  local name=$1 start=$SECONDS processors
  processors=$(processor_time)
  shift
  "$@" || fail "$name"
  echo "== $name: $((SECONDS - start)) s, processor time $(($(processor_time) - processors)) s"
}

# ---- The root

# The machine's settings that its network needs: they are copied into each root and are not kept in the cache. Of certificates pip
# is told by PIP_CERT, unearth by SSL_CERT_FILE; in a root, where this test may run too, the machine's are where that says.
copy_settings() {
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  apt-config dump Acquire | grep -v IndexTargets >"$root/etc/apt/apt.conf.d/99host"
  cp -L "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" "$root/etc/host-certificates.crt" 2>/dev/null || true
  mkdir -p "$root/root/.config/pip"
  cat /etc/pip.conf "$HOME/.config/pip/pip.conf" >"$root/root/.config/pip/pip.conf" 2>/dev/null || true
}

make_bare_root() {
  debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$work/debootstrap.log" 2>&1 ||
    { tail -n 20 "$work/debootstrap.log"; return 1; }
  # Nothing in here has to survive a power cut, and no service may start.
  echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/fast"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
}

# inside SECONDS COMMAND...: runs it in the root, in the checkout. The mounts belong to namespaces that end with the
# command, however it ends: outside of them nothing is ever mounted, so removing the root removes nothing else.
inside() {
  local limit=$1 environment
  shift
  mapfile -d '' environment < <(env -0 | grep -zE '^(PIP_|https?_proxy=|no_proxy=|HTTPS?_PROXY=|NO_PROXY=)' |
    grep -zvE '^PIP_(CERT|FIND_LINKS)=')
  [ ! -e "$root/etc/host-certificates.crt" ] || environment+=({PIP_CERT,SSL_CERT_FILE}=/etc/host-certificates.crt)
  timeout --foreground --signal=KILL "$limit" unshare --mount --pid --fork --kill-child --mount-proc="$root/proc" bash -c '
    set -e
    root=$1 shared=$2
    shift 2
    mount --rbind "$root" "$root"  # "/" is then a mount in there, as unshare wants it; with the /proc that is there
    while IFS=: read -r from to; do
      [ -n "$from" ] || continue
      mkdir -p "$from" "$root$to"
      mount --bind "$from" "$root$to"
    done <<<"$shared"
    # No exec: this shell is the first process in there, and buries those that lost their parents.
    chroot "$root" /usr/bin/env -i -C /src/pylon "$@" || exit $?' inside "$root" "$shared" \
    PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 XDG_CACHE_HOME="$caches" \
    "${environment[@]}" "$@" </dev/null &
  # In the background, because bash hears of signals between commands and in `wait` alone.
  child=$!
  wait "$child"
}

# The files that git knows, as they are in the working tree: built folders and what else lies about stay outside.
copy_checkout() {
  mkdir -p "$root/src/pylon"
  git -C "$project" ls-files -z --cached --others --exclude-standard |
    tar -C "$project" --null --ignore-failed-read -T - -cf - | tar -C "$root/src/pylon" -xf -
}

# What has been installed is kept, so the next run begins there.
keep_root() {
  local new
  mkdir -p "${kept%/*}"
  new=$(mktemp "$kept.XXXXXX")
  tar -C "$root" --one-file-system --exclude=./src --exclude=./cache --exclude=./proc/* --exclude='./var/cache/apt/*.bin' \
    --exclude=./etc/host-certificates.crt --exclude=./root/.config --exclude='./var/cache/apt/archives/*.deb' -cf - . |
    zstd -q -3 -T0 -f -o "$new" || { rm -f "$new"; return 1; }
  mv "$new" "$kept"
  # Those of other package lists are of no use any more.
  find "${kept%/*}" -name "$suite-*.tar.zst*" ! -path "$kept" -mmin +60 -delete
}

unpack_root() { mkdir "$root" && zstd -dcq "$kept" | tar -C "$root" -xf -; }

# ---- The checks

# In the checkout's folder of the root. Catch2 is Debian 13's own.
install_catch2() {
  inside 300 apt-get -qq install -y --no-install-recommends catch2 >"$work/catch2.log" 2>&1 ||
    { tail -n 20 "$work/catch2.log"; return 1; }
}

compile_tests() {
  inside 900 sh -ec '
    export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
    cmake --preset release -DPYLON_TESTS=ON >/dev/null
    cmake --build --preset release --target pylon_unit'
}

main() {
  [ "$(id -u)" = 0 ] || skip "only root can make a root"
  command -v debootstrap >/dev/null || skip "debootstrap is missing: apt-get install debootstrap"
  unshare --mount --pid --fork true 2>/dev/null || skip "no mount namespaces can be made here"
  mirror=$("$project/toolchain/debian-suite" --mirror) || skip "no Debian mirror is known"

  kept=$cache/roots/$suite-$(sed '/^# tests$/,$d' "$project/toolchain/debian-packages.txt" | sha256sum | cut -c1-16).tar.zst
  work=$(mktemp -d) root=$work/root shared= child=
  # unshare lets nothing but KILL end it early, and then what runs in its namespaces ends too.
  trap '[ -z "$child" ] || { pkill -KILL -P "$child" && wait "$child" || true; }; rm -rf --one-file-system "$work"' EXIT
  trap 'exit 130' INT TERM HUP

  if [ "${1-}" = --whole ]; then
    part "debootstrap $suite" make_bare_root
    copy_settings
    copy_checkout
    part "toolchain/bootstrap build" inside 3600 toolchain/bootstrap build
    exit 0
  fi

  # Finished steps have notes of where they lie: with --test they lie in the same place.
  [ "${1-}" != --test ] || caches=${cache%/pylon}
  shared="$cache/downloads:$caches/pylon/downloads
$cache/wheels:$caches/pylon/wheels
$cache/roots/ccache-$suite:$caches/ccache"

  if [ "${1-}" = --test ]; then
    shared+=$'\n'$cache/store:$caches/pylon/store
    part "debootstrap $suite" make_bare_root
    copy_settings
    git clone -q "$project" "$root/src/pylon"
    part "toolchain/bootstrap test" inside 5400 CI=1 toolchain/bootstrap test "${@:2}"
    exit 0
  fi

  [ "${1-}" != --fresh ] || rm -f "$kept"
  local had=$kept
  if [ -e "$kept" ]; then part "root from the cache" unpack_root; else had=; part "debootstrap $suite" make_bare_root; fi
  copy_settings
  copy_checkout
  if [ -z "$had" ]; then
    part "toolchain/bootstrap packages" inside 900 toolchain/bootstrap packages
    part "Catch2" install_catch2
    part "root into the cache" keep_root
  fi
  part "toolchain/bootstrap setup" inside 1500 CI=1 toolchain/bootstrap setup
  part "unit tests: compiled" compile_tests
  part "unit tests" inside 300 build/release/tests/pylon_unit
  part "plan" inside 300 build/release/src/pylonctl build --all --plan
  echo "PASS: $(. "$root/etc/os-release" && echo "$PRETTY_NAME"), $SECONDS s"
}

main "$@"
