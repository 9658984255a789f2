#!/bin/sh
# Any two files are the same file in Deno's node:wasi, for who compares device and serial number.
#
# Packages: @deno/linux-x64-glibc 2.9.6 (npm; x86-64 Linux).
# Needs:    node 20 or later with npm (its own WASI is the second host).
# Expected: path_filestat_get gives each of two files a serial number of its own, as Node does with the same
#           program: device and number together are what tells files apart.
# Seen:     0 for both, and device 0.
# Why:      os.path.samefile() is true of any two files, so shutil.copyfile() and shutil.move() refuse to copy
#           ("are the same file"), and tools that guard against writing over their input refuse to work.
# Source:   preview 1, filestat: "ino: File serial number", "dev: Device ID of device containing the file".
#           Not documented by Deno.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    @deno/linux-x64-glibc@2.9.6; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the package cannot be had" >&2; exit 2; }
deno=node_modules/@deno/linux-x64-glibc/deno
chmod +x "$deno"
export DENO_DIR="$dir/deno" DENO_NO_UPDATE_CHECK=1
cat >stat.mjs <<'EOF'
import { mkdirSync, writeFileSync } from "node:fs";
import { WASI } from "node:wasi";
const memory = new WebAssembly.Memory({ initial: 1 });
mkdirSync("tree", { recursive: true });
for (const name of ["a", "b"]) writeFileSync("tree/" + name, name);
const wasi = new WASI({ version: "preview1", preopens: { "/tree": "tree" } });
wasi.initialize({ exports: { memory } });
const kFolder = 3, kName = 8, kStat = 64;  // The first descriptor after the standard streams; places in memory.

function serialNumber(name) {
  new Uint8Array(memory.buffer)[kName] = name.charCodeAt(0);
  const errno = wasi.wasiImport.path_filestat_get(kFolder, 0, kName, 1, kStat);
  if (errno) throw new Error(`errno ${errno}`);
  return new DataView(memory.buffer).getBigUint64(kStat + 8, true);
}
const [a, b] = ["a", "b"].map(serialNumber);
console.log(a === b ? `the same serial number, ${a}` : "two serial numbers");
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
node=$(node --no-warnings stat.mjs) || changed
printf 'node %s: %s\n' "$(node --version)" "$node"
seen=$("$deno" run --quiet --allow-all --no-lock --no-config stat.mjs 2>error.log) || { cat error.log >&2; changed; }
printf '%s: %s\n' "$("$deno" --version | head -1)" "$seen"
[ "$node" = "two serial numbers" ] && [ "$seen" = "the same serial number, 0" ] || changed
