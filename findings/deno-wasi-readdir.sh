#!/bin/sh
# A folder of 300 files has 151 in Deno's node:wasi, for who reads it as preview 1 says.
#
# Packages: @deno/linux-x64-glibc 2.9.6 (npm; x86-64 Linux).
# Needs:    node 20 or later with npm (its own WASI is the second host).
# Expected: fd_readdir fills the buffer, the last entry being cut where it does not fit: "less than the
#           size of the buffer" then means the end of the folder, and wasi-libc's readdir() is made so.
#           Of 300 names of three letters a buffer of 4,096 bytes (that of wasi-libc) finds 300.
# Seen:     151, without an error: Deno hands out whole entries alone, here 4,077 bytes of the 4,096, and
#           less than the buffer reads as the end. Which names are left out changes with their lengths;
#           where entries fill the buffer to the last byte, or all fit into it, none is.
# Why:      os.listdir(), glob and an import from a large folder see a part of it. A module is "not
#           found" that is there, and a copy of a tree lacks files.
# Source:   preview 1, fd_readdir: "If less than the size of the read buffer, the end of the directory
#           has been reached." Not documented by Deno.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    @deno/linux-x64-glibc@2.9.6; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the package cannot be had" >&2; exit 2; }
deno=node_modules/@deno/linux-x64-glibc/deno
chmod +x "$deno"
export DENO_DIR="$dir/deno" DENO_NO_UPDATE_CHECK=1
cat >list.mjs <<'EOF'
import { mkdirSync, writeFileSync } from "node:fs";
import { WASI } from "node:wasi";
const kFolder = 3;  // The first descriptor after the standard streams.
const kEntry = 24;  // The bytes of an entry before its name.
const memory = new WebAssembly.Memory({ initial: 2 });

mkdirSync("tree", { recursive: true });
for (let i = 0; i < 300; i++) writeFileSync("tree/" + String(i).padStart(3, "0"), "");
const wasi = new WASI({ version: "preview1", preopens: { "/tree": "tree" } });
wasi.initialize({ exports: { memory } });

// Reads the folder as readdir() of wasi-libc does: on from the last whole entry, until the buffer is not full.
function list(size) {
  const view = new DataView(memory.buffer), names = new Set(), pieces = [];
  for (let cookie = 0n, used = size; used === size;) {
    const errno = wasi.wasiImport.fd_readdir(kFolder, 1024, size, cookie, 8);
    if (errno) throw new Error(`errno ${errno}`);
    pieces.push(used = view.getUint32(8, true));
    for (let at = 1024; at + kEntry <= 1024 + used;) {
      const end = at + kEntry + view.getUint32(at + 16, true);
      if (end > 1024 + used) break;
      names.add(new TextDecoder().decode(new Uint8Array(memory.buffer.slice(at + kEntry, end))));
      cookie = view.getBigUint64(at, true);
      at = end;
    }
  }
  return `buffer ${size}: ${names.size} names, bytes ${pieces.join(" ")}`;
}
for (const size of [4096, 65536]) console.log(list(size));
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
node=$(node --no-warnings list.mjs) || changed
printf 'node %s:\n%s\n' "$(node --version)" "$node"
seen=$("$deno" run --quiet --allow-all --no-lock --no-config list.mjs 2>error.log) || { cat error.log >&2; changed; }
printf '%s:\n%s\n' "$("$deno" --version | head -1)" "$seen"
case "$node" in "buffer 4096: 300 names"*"buffer 65536: 300 names"*) ;; *) changed ;; esac
[ "$seen" = "buffer 4096: 151 names, bytes 4077
buffer 65536: 300 names, bytes 8100" ] || changed
