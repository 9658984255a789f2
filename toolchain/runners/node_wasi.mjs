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

const WASI = await load();
const { folders, env, words } = options(process.argv.slice(2));
const module = await WebAssembly.compile(await readFile(words[0]));
const wasi = new WASI({ version: 'preview1', args: words, env, preopens: folders, returnOnExit: true });
// Bun has no sock_accept, without which nothing starts. 52 is ENOSYS.
const missing = Object.fromEntries(WebAssembly.Module.imports(module).map(({ name }) => [name, () => 52]));
const imports = { ...missing, ...wasi.wasiImport };
const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: imports });
process.exitCode = wasi.start(instance);
