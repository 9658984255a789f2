// Runs a WASI program with Node's own node:wasi.
// usage: node node_wasi.mjs [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]...
// Node 18 has node:wasi behind a flag; later ones have it without.
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';

// V8 calls some functions of Node's WASI by a shortcut. Node 20 then goes on with the place that the guest's memory had before it
// grew, and ends with a segmentation fault: in 3 of 6 runs of tests/smoke/big_files.py, in none without the shortcut.
setFlagsFromString('--no-turbo-fast-api-calls');

const flag = '--experimental-wasi-unstable-preview1';

async function load() {
  try {
    return (await import('node:wasi')).WASI;
  } catch (error) {
    if (process.execArgv.includes(flag)) throw error;
    const again = spawnSync(process.execPath, [flag, ...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
    if (again.signal) process.kill(process.pid, again.signal);
    process.exit(again.status ?? 1);
  }
}

// The value of an option, split at the first `mark`.
function pair(option, text, mark) {
  const at = text === undefined ? -1 : text.indexOf(mark);
  if (at < 0) throw new Error(`${option} needs a value with '${mark}' in it, not '${text}'`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

// Node's WASI takes a clock subscription's absolute time for a relative one (uvwasi's poll_oneoff), and
// Python's time.sleep then lasts as long as the machine has been up. Made relative here, until a Node without this
// function passes tests/smoke/text_and_zones.py. Offsets: `subscription` of wasi_snapshot_preview1.
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
const words = process.argv.slice(2);
const preopens = {};
const env = {};
while (words.length > 0 && words[0].startsWith('--')) {
  const option = words.shift();
  if (option === '--dir') {
    const [host, guest] = pair(option, words.shift(), '::');
    preopens[guest] = host;
  } else if (option === '--env') {
    const [name, value] = pair(option, words.shift(), '=');
    env[name] = value;
  } else {
    throw new Error(`unknown option ${option}`);
  }
}
const module = await WebAssembly.compile(await readFile(words[0]));
const wasi = new WASI({ version: 'preview1', args: words, env, preopens, returnOnExit: true });
let instance;
const imports = { ...wasi.wasiImport, poll_oneoff: withAbsoluteTimes(wasi, () => instance.exports.memory) };
instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: imports });
process.exitCode = wasi.start(instance);
