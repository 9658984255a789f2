// Runs a component with jco's code for it and the package preview2-shim, which answers WASI 0.2. The code is made once per file.
// usage: node jco.mjs --packages FOLDER --cache FOLDER [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]...
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { options } from './options.mjs';

const { folders, env, packages, cache, words } = options(process.argv.slice(2));
const found = createRequire(resolve(packages, 'package.json'));
const load = (name) => import(pathToFileURL(found.resolve(name)).href);

// The folder of the code for a component: made beside its place and moved there, as other runs may be making it too.
async function codeOf(component) {
  const folder = join(resolve(cache), createHash('sha256').update(component).digest('hex').slice(0, 16));
  if (fs.existsSync(folder)) return folder;
  const { transpileBytes } = await load('@bytecodealliance/jco-transpile');
  const { files } = await transpileBytes(component, { name: 'component', instantiation: 'async' });
  const made = `${folder}.${process.pid}`;
  for (const [name, bytes] of Object.entries(files)) {
    fs.mkdirSync(dirname(join(made, name)), { recursive: true });
    fs.writeFileSync(join(made, name), bytes);
  }
  fs.writeFileSync(join(made, 'package.json'), '{"type": "module"}');
  try {
    fs.renameSync(made, folder);
  } catch {
    fs.rmSync(made, { recursive: true });
  }
  return folder;
}

const file = fs.readFileSync(words[0]);
if (file[6] !== 1) {
  console.error(`${words[0]} is a module, and jco runs components: build a variant with "form": "component" (docs/COMPONENT.md)`);
  process.exit(2);
}
const folder = await codeOf(file);
const { instantiate } = await import(pathToFileURL(join(folder, 'component.js')).href);
const { WASIShim } = await load('@bytecodealliance/preview2-shim/instantiation');
const shim = new WASIShim({ sandbox: { preopens: folders, env, args: words, enableNetwork: false } });
const core = (name) => WebAssembly.compile(fs.readFileSync(join(folder, name)));
const component = await instantiate(core, shim.getImportObject());
try {
  component.run.run();
} catch (error) {
  if (!('payload' in error)) throw error;  // what run() gives for failure
  process.exit(1);
}
process.exit(0);
