// Runs a WASI program with the package @wasmer/sdk on Node. Folders are copied into memory.
// usage: node wasmer_sdk.mjs --packages FOLDER [--cache FOLDER] [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]...
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { options } from './options.mjs';
import { write } from './write.mjs';

function addFiles(files, host, guest) {
  for (const entry of readdirSync(host, { withFileTypes: true })) {
    if (entry.isDirectory()) addFiles(files, join(host, entry.name), `${guest}/${entry.name}`);
    else if (entry.isFile()) files[`${guest}/${entry.name}`] = new Uint8Array(readFileSync(join(host, entry.name)));
  }
}

async function pump(stream, to) {
  for await (const piece of stream) write(to, piece);
}

const { folders, env, packages, cache, words } = options(process.argv.slice(2));
const { Wasmer } = await import(pathToFileURL(join(packages, 'node_modules/@wasmer/sdk/dist/node.js')));
const files = {};
for (const [guest, host] of Object.entries(folders)) addFiles(files, host, guest);
const wasmer = new Wasmer(cache === '' ? {} : { cache: { directory: cache } });
const module = await readFile(words[0]);
const program = await wasmer.packages.create({ modules: { main: new Uint8Array(module) }, commands: { main: { module: 'main' } }, files });
const sandbox = await wasmer.sandboxes.create({ packages: [program] });
const guest = await sandbox.command(program, words.slice(1), { env }).spawn({ stdin: 'pipe', stdout: 'pipe', stderr: 'pipe' });
const outputs = [pump(guest.stdout, 1), pump(guest.stderr, 2)];
try {
  await guest.stdin.write(new Uint8Array(readFileSync(0)));
  await guest.stdin.close();
} catch {
  // There is no input, or the guest has ended before it read all.
}
const result = await guest.wait();
await Promise.all(outputs);
process.exit(result.exitCode ?? 1); // its workers would keep the process
