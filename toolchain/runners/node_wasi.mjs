// Runs a WASI program with node:wasi: Node's own, or what Deno and Bun offer under that name.
// usage: node node_wasi.mjs [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]...
// Node 18 has node:wasi behind a flag; later ones have it without.
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { options } from './options.mjs';

// V8 calls some functions of Node's WASI by a shortcut. Node 20 then goes on with the place that the guest's memory had before it
// grew, and ends with a segmentation fault: in 3 of 6 runs of tests/smoke/big_files.py, in none without the shortcut.
// Deno and Bun have no such flag.
const isNode = globalThis.Deno === undefined && globalThis.Bun === undefined;
if (isNode) (await import('node:v8')).setFlagsFromString('--no-turbo-fast-api-calls');

const flag = '--experimental-wasi-unstable-preview1';

async function load() {
  try {
    return (await import('node:wasi')).WASI;
  } catch (error) {
    if (!isNode || process.execArgv.includes(flag)) throw error;
    const again = spawnSync(process.execPath, [flag, ...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
    if (again.signal) process.kill(process.pid, again.signal);
    process.exit(again.status ?? 1);
  }
}

// Node's WASI takes a clock subscription's absolute time for a relative one (uvwasi's poll_oneoff), and
// a wait then lasts as long as the machine has been up. Made relative here, until a Node without this
// function passes tests/smoke/asyncio_loop.py. Offsets: `subscription` of wasi_snapshot_preview1.
function withAbsoluteTimes(wasi, memory) {
  const { poll_oneoff: poll, clock_time_get: clock } = wasi.wasiImport;
  return (subscriptions, events, count, written) => {
    const view = new DataView(memory().buffer);
    for (let at = subscriptions; at < subscriptions + 48 * count; at += 48) {
      if (view.getUint8(at + 8) !== 0 || (view.getUint16(at + 40, true) & 1) === 0) continue;
      if (clock(view.getUint32(at + 16, true), 0n, events) !== 0) continue; // `events` is free until the answer
      const left = view.getBigUint64(at + 24, true) - view.getBigUint64(events, true);
      view.setBigUint64(at + 24, left > 0n ? left : 0n, true);
      view.setUint16(at + 40, view.getUint16(at + 40, true) & ~1, true);
    }
    return poll(subscriptions, events, count, written);
  };
}

const WASI = await load();
const { folders, env, words } = options(process.argv.slice(2));
const module = await WebAssembly.compile(await readFile(words[0]));
const wasi = new WASI({ version: 'preview1', args: words, env, preopens: folders, returnOnExit: true });
let instance;
// Bun has no sock_accept, without which nothing starts. 52 is ENOSYS.
const missing = Object.fromEntries(WebAssembly.Module.imports(module).map(({ name }) => [name, () => 52]));
const own = isNode ? { poll_oneoff: withAbsoluteTimes(wasi, () => instance.exports.memory) } : {};
const imports = { ...missing, ...wasi.wasiImport, ...own };
instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: imports });
process.exitCode = wasi.start(instance);
