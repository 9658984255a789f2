// Runs a WASI program with the package @tybys/wasm-util, on Node's own file system.
// usage: node wasm_util.mjs --packages FOLDER [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]...
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { options } from './options.mjs';
import { write } from './write.mjs';

const { folders, env, packages, words } = options(process.argv.slice(2));
const { WASI } = createRequire(resolve(packages, 'package.json'))('@tybys/wasm-util');
const module = await WebAssembly.compile(fs.readFileSync(words[0]));
const wasi = new WASI({ version: 'preview1', args: words, env, preopens: folders, fs, returnOnExit: true });

// The package reads standard input from a page's window.prompt alone. This is fd_read for Node's own: the first buffer that is not
// empty gets what is there, and an end of 0 bytes. Errors are those of the package: 28 is EINVAL, 29 EIO.
function readInput(vectors, count, size) {
  const view = new DataView(instance.exports.memory.buffer);
  for (let at = vectors; at < vectors + 8 * count; at += 8) {
    const [start, length] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    if (length === 0) continue;
    for (;;) {
      try {
        view.setUint32(size, fs.readSync(0, new Uint8Array(view.buffer, start, length)), true);
        return 0;
      } catch (error) {
        if (error.code !== 'EAGAIN') return 29;
      }
    }
  }
  view.setUint32(size, 0, true);
  return 0;
}

// The package hands whole lines to console.log: what follows the last line end, which may be all of it, was never printed.
function print(stream, vectors, count, size) {
  const view = new DataView(instance.exports.memory.buffer);
  let printed = 0;
  for (let at = vectors; at < vectors + 8 * count; at += 8) {
    const [start, length] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    write(stream, new Uint8Array(view.buffer, start, length));
    printed += length;
  }
  view.setUint32(size, printed, true);
  return 0;
}

const { fd_read, fd_write } = wasi.wasiImport;
const imports = {
  ...wasi.wasiImport,
  fd_read: (fd, ...rest) => (fd === 0 ? readInput(...rest) : fd_read(fd, ...rest)),
  fd_write: (fd, ...rest) => (fd === 1 || fd === 2 ? print(fd, ...rest) : fd_write(fd, ...rest)),
};
const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: imports });
process.exitCode = wasi.start(instance);
