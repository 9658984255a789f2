#!/bin/sh
# browser_wasi_shim waits until "now + deadline" when a guest waits until "deadline".
#
# Packages: @bjorn3/browser_wasi_shim 0.4.2 (npm).
# Needs:    node 20 or later, npm.
# Expected: poll_oneoff with the flag for absolute time and a deadline that has passed returns
#           at once; the shim has code for the flag.
# Seen:     it waits for the whole deadline, as if that were a duration: the clock starts with
#           the page, so a wait gets longer the longer the page is open. The flag is looked for
#           4 bytes too early in the subscription, inside the field `precision`; set there, it
#           is obeyed. A relative wait is right.
# Why:      CPython's time.sleep() asks for an absolute time where clock_nanosleep() exists, as
#           in wasi-libc: sleep(0.2) took 2, then 4 seconds, and its results looked right.
# Source:   the structure subscription_clock of WASI preview 1: id 0, timeout 8, precision 16,
#           flags 24, after a tag and padding of 16 bytes. Not documented by the shim.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    @bjorn3/browser_wasi_shim@0.4.2; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the package cannot be had" >&2; exit 2; }
cat >wait.mjs <<'EOF'
import { WASI } from "@bjorn3/browser_wasi_shim";
const wasi = new WASI([], [], []);
const memory = new WebAssembly.Memory({ initial: 1 });
wasi.inst = { exports: { memory } };
const kMonotonic = 1, kAbsolute = 1, kDeadline = 400;  // milliseconds
while (performance.now() < 1.5 * kDeadline);  // The deadline has passed.

// Waits for one clock subscription at address 0; gives errno and milliseconds.
function wait(flagsAt, flags) {
  const view = new DataView(memory.buffer);
  new Uint8Array(memory.buffer).fill(0);
  view.setUint32(16, kMonotonic, true);
  view.setBigUint64(24, BigInt(kDeadline) * 1000000n, true);
  view.setUint16(flagsAt, flags, true);
  const before = performance.now();
  const errno = wasi.wasiImport.poll_oneoff(0, 64, 1, 128);
  return { errno, took: Math.round(performance.now() - before) };
}
const relative = wait(40, 0), absolute = wait(40, kAbsolute), misplaced = wait(36, kAbsolute);
console.log(`relative, ${kDeadline} ms:                  `, relative);
console.log(`absolute, ${kDeadline} ms, which has passed:`, absolute);
console.log("the same, with the flag at byte 36: ", misplaced);
const same = relative.took >= kDeadline - 5 && absolute.took >= kDeadline - 5 &&
  misplaced.took < kDeadline / 2 && relative.errno + absolute.errno + misplaced.errno === 0;
if (!same) { console.error("the behaviour has changed"); process.exit(1); }
EOF
node wait.mjs
