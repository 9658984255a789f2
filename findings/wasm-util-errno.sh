#!/bin/sh
# In @tybys/wasm-util a name that is too long throws through the guest, instead of giving an errno.
#
# Packages: @tybys/wasm-util 0.10.5 (npm; the WASI of napi-rs's packages in WebAssembly).
# Needs:    node 20 or later with npm (its own WASI is the second host).
# Expected: path_open of a name of 300 letters gives errno 37 (nametoolong), path_filestat_get of a
#           symbolic link to itself 32 (loop): a guest can look at it and go on, as under Node.
# Seen:     Node's exception (ENAMETOOLONG, ELOOP) comes out of the call, and unwinds the guest with
#           it. Twelve of Node's codes are turned into an errno, and every other one is thrown on: a
#           full disk (ENOSPC) or a file system mounted for reading (EROFS) are not among the twelve.
# Why:      os.path.exists() of a text that is no path, a cache whose file names are made of its keys:
#           what is False or an OSError inside elsewhere ends the program here, and neither "except" nor
#           "finally" runs.
# Source:   preview 1 has a number for each; that others are thrown is not documented.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    @tybys/wasm-util@0.10.5; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the package cannot be had" >&2; exit 2; }
cat >errno.mjs <<'EOF'
import fs from "node:fs";
import { WASI as NodeWasi } from "node:wasi";
import { WASI as UtilWasi } from "@tybys/wasm-util";
const kTree = 3, kPath = 1024, kResult = 64;  // The first descriptor after the standard streams; places in memory.
const kFollow = 1, kRead = 2n;  // Links are followed; the right of fd_read.
const memory = new WebAssembly.Memory({ initial: 1 });

fs.mkdirSync("tree");
fs.symlinkSync("link", "tree/link");
const calls = {
  path_open: (host, length) => host.path_open(kTree, kFollow, kPath, length, 0, kRead, 0n, 0, kResult),
  path_filestat_get: (host, length) => host.path_filestat_get(kTree, kFollow, kPath, length, kResult),
};

// The errno of each call, or the code of what it throws.
function ask(host, name) {
  new TextEncoder().encodeInto(name, new Uint8Array(memory.buffer, kPath));
  return Object.entries(calls).map(([call, start]) => {
    try {
      return `${call} ${start(host, name.length)}`;
    } catch (error) {
      return `${call} throws ${error.code}`;
    }
  }).join(", ");
}
for (const [who, Wasi] of [["node's WASI", NodeWasi], ["wasm-util", UtilWasi]]) {
  const wasi = new Wasi({ version: "preview1", preopens: { "/tree": "tree" }, fs });
  wasi.initialize({ exports: { memory } });
  for (const [what, name] of [["missing", "missing"], ["300 letters", "x".repeat(300)], ["link to itself", "link"]])
    console.log(`${who}, ${what}: ${ask(wasi.wasiImport, name)}`);
}
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
seen=$(node --no-warnings errno.mjs) || changed
echo "$seen"
[ "$seen" = "node's WASI, missing: path_open 44, path_filestat_get 44
node's WASI, 300 letters: path_open 37, path_filestat_get 37
node's WASI, link to itself: path_open 32, path_filestat_get 32
wasm-util, missing: path_open 44, path_filestat_get 44
wasm-util, 300 letters: path_open throws ENAMETOOLONG, path_filestat_get throws ENAMETOOLONG
wasm-util, link to itself: path_open 44, path_filestat_get throws ELOOP" ] || changed
