// Runs a WASI program with the package @bjorn3/browser_wasi_shim, on Node, Deno or Bun. Folders are copied into memory.
// usage: node shim.mjs --packages FOLDER [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]...
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { options } from './options.mjs';
import { write } from './write.mjs';
import { run } from './shim_run.mjs';

function tree(path) {
  const found = {};
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) found[entry.name] = tree(below);
    else if (entry.isFile()) found[entry.name] = new Uint8Array(readFileSync(below));
  }
  return found;
}

function standardInput() {
  try {
    return readFileSync(0);
  } catch {
    return new Uint8Array(); // there is none
  }
}

const { folders, env, packages, words } = options(process.argv.slice(2));
const shim = await import(pathToFileURL(join(packages, 'node_modules/@bjorn3/browser_wasi_shim/dist/index.js')));
const trees = Object.fromEntries(Object.entries(folders).map(([guest, host]) => [guest, tree(host)]));
const module = await WebAssembly.compile(await readFile(words[0]));
process.exitCode = await run(shim, module, { words, env, trees, input: standardInput(), write });
