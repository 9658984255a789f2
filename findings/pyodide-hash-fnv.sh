#!/bin/sh
# Python in WebAssembly hashes strings with FNV, not with SipHash as Python's documents say.
#
# Packages: pyodide 314.0.7 (npm; CPython 3.14.2 compiled with Emscripten).
# Needs:    node 20 or later, npm.
# Expected: sys.hash_info.algorithm is "siphash13", CPython's default since 3.11, on a target
#           whose compiler has 64-bit integers and which may read unaligned memory.
# Seen:     "fnv". WebAssembly allows unaligned access, but configure finds that out by running
#           a program; when it compiles for another machine it assumes the opposite, defines
#           HAVE_ALIGNED_REQUIRED, and pyhash.h then falls back to FNV.
# Why:      whoever ships a CPython that was cross-compiled ships this unless told otherwise
#           (ac_cv_aligned_required=no when configuring). The same PYTHONHASHSEED gives other
#           hashes, and so another order of sets, than a native Python of the same width.
# Source:   conda-forge/python-feedstock issue 718 saw it on another cross build; CPython's
#           documentation of --with-hash-algorithm does not mention the fallback.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    pyodide@314.0.7; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the package cannot be had" >&2; exit 2; }
cat >hash.cjs <<'EOF'
const { loadPyodide } = require("pyodide");
loadPyodide().then((python) => {
  const seen = python.runPython(`
import sys, sysconfig
" ".join([sys.platform, sys.version.split()[0], "algorithm", sys.hash_info.algorithm,
  "HAVE_ALIGNED_REQUIRED", str(sysconfig.get_config_var("HAVE_ALIGNED_REQUIRED"))])`);
  console.log(seen);
  // An i64.load at address 1 in memory that starts with the bytes 0 to 8.
  const module = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0,
    1, 5, 1, 96, 0, 1, 126, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 5, 1, 1, 102, 0, 0,
    10, 9, 1, 7, 0, 65, 1, 41, 3, 0, 11,
    11, 15, 1, 0, 65, 0, 11, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8]));
  const read = new WebAssembly.Instance(module).exports.f();
  console.log(`unaligned i64.load in WebAssembly: 0x${read.toString(16)}`);
  const same = seen.endsWith("algorithm fnv HAVE_ALIGNED_REQUIRED 1") &&
    read === 0x0807060504030201n;
  if (!same) { console.error("the behaviour has changed"); process.exit(1); }
});
EOF
node hash.cjs
