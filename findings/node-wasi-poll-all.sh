#!/bin/sh
# Under Node's WASI a wait for several files goes on until all of them are ready, or the time is over.
#
# Packages: node's own WASI (node 20 or later).
# Needs:    node 20 or later.
# Expected: poll_oneoff returns as soon as one of what it waits for has happened: a pipe that has bytes is
#           reported at once, whether another file is waited for beside it or not.
# Seen:     the pipe alone: at once. Beside a file that never becomes ready: when the time of 2 s is over, and
#           without a time never. With a time of 0 a pipe that has bytes is not reported at all.
# Why:      an event loop that waits for its input and for a second file hears of neither; asyncio, which watches
#           the pipes that it writes to, does not go on after its first wait.
# Source:   preview 1, poll_oneoff: "Concurrently poll for the occurrence of a set of events". libuv's uvwasi,
#           which Node has, runs its loop until no handle is left or the timer comes.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
command -v node >/dev/null || { echo "node is missing" >&2; exit 2; }
cat >poll.mjs <<'EOT'
import { WASI } from "node:wasi";

const wait = 2000;  // milliseconds
const memory = new WebAssembly.Memory({ initial: 1 });
const wasi = new WASI({ version: "preview1" });
wasi.initialize({ exports: { memory } });

// Waits until one of these files can be read, or so many milliseconds; says what was reported, and whether soon.
function poll(files, milliseconds) {
  const view = new DataView(memory.buffer);
  const events = 1024, count = 2048;
  files.forEach((file, index) => {
    view.setBigUint64(48 * index, BigInt(file), true);
    view.setUint8(48 * index + 8, 1);  // Ready for reading
    view.setUint32(48 * index + 16, file, true);
  });
  const clock = 48 * files.length;
  view.setBigUint64(clock, 99n, true);
  view.setUint8(clock + 8, 0);
  view.setUint32(clock + 16, 1, true);  // The monotonic clock
  view.setBigUint64(clock + 24, BigInt(milliseconds) * 1000000n, true);
  const start = Date.now();
  const errno = wasi.wasiImport.poll_oneoff(0, events, files.length + 1, count);
  const soon = Date.now() - start < wait / 2 ? "at once" : "when the time is over";
  const seen = Array.from({ length: view.getUint32(count, true) }, (_, n) => view.getUint8(events + 32 * n + 10));
  return errno ? `errno ${errno}` : `${seen.includes(1) ? "reported" : "not reported"} ${soon}`;
}
// The output is a pipe: nobody can read from its end for writing.
console.log(`alone ${poll([0], wait)}, beside another ${poll([0, 1], wait)}, with a time of 0 ${poll([0], 0)}`);
EOT
changed() { echo "the behaviour has changed" >&2; exit 1; }
seen=$({ echo bytes; sleep 5; } | node --no-warnings poll.mjs | cat) || changed
echo "node $(node --version): $seen"
[ "$seen" = "alone reported at once, beside another reported when the time is over, with a time of 0 not reported at once" ] || changed
