#!/bin/sh
# From clang 20 on, -fno-strict-overflow makes WebAssembly code larger: field offsets are added.
#
# Packages: ziglang 0.14.1 (clang 19.1.7) and ziglang 0.16.0 (clang 21.1.0), both PyPI; used as
#           C compilers only. About 180 MB to load.
# Needs:    python3 with venv.
# Expected: -fno-strict-overflow means -fwrapv, as it did for years: it is about signed sums,
#           so code that reads and writes fields of structures does not change.
# Seen:     clang 19: the same code with and without it. clang 21: the flag also means
#           -fwrapv-pointer, with which an address may wrap round, so that the backend no
#           longer puts the field's constant offset into i32.load and i32.store but adds it
#           first: here 10 i32.add instead of 2. -fno-wrapv-pointer undoes that.
# Why:      CPython's configure passes -fno-strict-overflow; a newer SDK made a whole
#           interpreter 2 % larger, for a flag that nobody had touched.
# Source:   half documented: clang 20's release notes tell what the flag now implies; what it
#           costs on WebAssembly is not mentioned.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
# Of each wheel only the program is unpacked, and the one file by which it knows its folder.
get() { # VERSION
    py/bin/pip download -q --no-deps --only-binary :all: -d wheels "ziglang==$1" &&
    py/bin/python -c 'import sys, zipfile
zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2], ["ziglang/zig", "ziglang/lib/std/std.zig"])
' wheels/ziglang-"$1"-*.whl "zig-$1" && chmod +x "zig-$1/ziglang/zig"
}
{ python3 -m venv py && get 0.14.1 && get 0.16.0; } >pip.log 2>&1 ||
    { cat pip.log >&2; echo "the packages cannot be had" >&2; exit 2; }
ZIG_GLOBAL_CACHE_DIR=$dir/cache ZIG_LOCAL_CACHE_DIR=$dir/cache
export ZIG_GLOBAL_CACHE_DIR ZIG_LOCAL_CACHE_DIR
cat >fields.c <<'EOF'
struct node { struct node *next; int kind; long long size; int used; };
int total(struct node *n) {
    int sum = 0;
    for (; n; n = n->next)
        sum += n->kind + n->used;
    return sum;
}
void copy(struct node *to, const struct node *from) {
    to->kind = from->kind;
    to->size = from->size;
    to->used = from->used;
}
EOF
adds() { # VERSION FLAGS...: how many i32.add the two functions have
    zig=zig-$1/ziglang/zig
    shift
    "$zig" cc --target=wasm32-freestanding -O2 -fno-sanitize=all "$@" -S \
        -Wno-unused-command-line-argument -o fields.s fields.c
    grep -c 'i32\.add' fields.s
}
seen=
for version in 0.14.1 0.16.0; do
    "zig-$version/ziglang/zig" cc --version | sed -n '1s/ (.*//;1p'
    for flags in -O2 -fwrapv -fno-strict-overflow; do
        count=$(adds "$version" "$flags")
        echo "    $flags: $count times i32.add"
        seen="$seen $count"
    done
done
count=$(adds 0.16.0 -fno-strict-overflow -fno-wrapv-pointer)
echo "    -fno-strict-overflow -fno-wrapv-pointer: $count times i32.add"
[ "$seen $count" = " 2 2 2 2 2 10 2" ] || { echo "the behaviour has changed" >&2; exit 1; }
