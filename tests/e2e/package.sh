#!/bin/sh
# pylonctl's own packages: made, compared with each other, unpacked into an empty root folder, and run in there with
# nothing but the libraries they ask for.
#
# usage: package.sh CMAKE CPACK BUILD-FOLDER
set -eu
cmake=$1 cpack=$2 build=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAIL: $*" >&2; exit 1; }

"$cmake" --install "$build" --prefix "$work/installed" >"$work/install.log" || fail "$(tail -n 5 "$work/install.log")"
(cd "$build" && "$cpack" --config CPackConfig.cmake -B "$work/packages" >"$work/cpack.log" 2>&1) || fail "$(tail -n 20 "$work/cpack.log")"
deb=$(ls "$work"/packages/pylonctl_*.deb) tar=$(ls "$work"/packages/pylonctl-*.tar.gz)

# ---- the same files in all three
mkdir "$work/root" "$work/tar"
dpkg-deb -x "$deb" "$work/root"
tar -C "$work/tar" -xzf "$tar" --strip-components=1
list() { (cd "$1" && find . -type f -o -type l) | sort; }
list "$work/root/usr" >"$work/deb.list"
list "$work/tar" | diff "$work/deb.list" - || fail "the archive has other files than the package"
list "$work/installed" | diff "$work/deb.list" - || fail "cmake --install gives other files than the package"
for file in bin/pylonctl bin/pylonctl-main share/man/man1/pylonctl.1.gz share/doc/pylonctl/copyright \
  share/bash-completion/completions/pylonctl share/zsh/vendor-completions/_pylonctl \
  share/fish/vendor_completions.d/pylonctl.fish share/pylonctl/schemas/variant.schema.json \
  share/pylonctl/schemas/manifest.schema.json; do
  [ -s "$work/root/usr/$file" ] || fail "no $file"
done

# ---- what it asks for
depends=$(dpkg-deb -f "$deb" Depends)
for package in libarchive13 libc6 libcurl4 ninja-build; do
  case $depends in *"$package"*) ;; *) fail "it does not ask for $package: $depends" ;; esac
done

# ---- the manual and the completions are such
man --warnings -l "$work/root/usr/share/man/man1/pylonctl.1.gz" >"$work/man.txt" 2>"$work/man.warnings" || fail "man: $(cat "$work/man.warnings")"
[ ! -s "$work/man.warnings" ] || fail "man: $(cat "$work/man.warnings")"
for word in release verify build NAME ENVIRONMENT; do
  grep -qw "$word" "$work/man.txt" || fail "the manual says nothing of $word"
done
bash -n "$work/root/usr/share/bash-completion/completions/pylonctl"

# ---- it runs where nothing else is
for program in pylonctl pylonctl-main; do
  ldd "$work/root/usr/bin/$program" | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$work/root${library%/*}"
    cp -L "$library" "$work/root$library"
  done
done
# As much of /proc as it looks at: mounting the real one is not everywhere allowed.
mkdir -p "$work/root/proc/self"
ln -s /usr/bin/pylonctl "$work/root/proc/self/exe"
if [ "$(id -u)" = 0 ]; then enter="chroot $work/root /usr/bin"; else enter=$work/root/usr/bin; fi
$enter/pylonctl --version | grep -q '^pylonctl [0-9]' || fail "it does not run"
mkdir -p "$work/root/tmp"
printf '\0asm\1\0\0\0' >"$work/root/tmp/empty.wasm"
if [ "$(id -u)" = 0 ]; then file=/tmp/empty.wasm; else file=$work/root/tmp/empty.wasm; fi
$enter/pylonctl manifest "$file" | grep -q header || fail "it reads no file"
$enter/pylonctl manifest "$file" --sections | grep -q header || fail "the front door reads no file"
echo "$(wc -c <"$deb") bytes of package, $(wc -l <"$work/deb.list") files"
echo PASS
