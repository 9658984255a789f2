// Runs a WASI program with the package @tybys/wasm-util, on Node's own file system.
// usage: node wasm_util.mjs --packages FOLDER [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]...
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { options } from './options.mjs';

const { folders, env, packages, words } = options(process.argv.slice(2));
const { WASI } = createRequire(join(packages, 'package.json'))('@tybys/wasm-util');
const module = await WebAssembly.compile(fs.readFileSync(words[0]));
const wasi = new WASI({ version: 'preview1', args: words, env, preopens: folders, fs, returnOnExit: true });
const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
process.exitCode = wasi.start(instance);
