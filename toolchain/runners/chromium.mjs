// The worker of chromium.py's page.
import * as shim from './shim/index.js';
import { run } from './shim_run.mjs';

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const unpacked = (tree) => Object.fromEntries(
  Object.entries(tree).map(([name, what]) => [name, typeof what === 'string' ? bytes(what) : unpacked(what)]));

// Before the guest goes on: what it printed is not lost when the page ends.
function post(where, what) {
  const request = new XMLHttpRequest();
  request.open('POST', where, false);
  request.send(what);
}

try {
  const setting = await (await fetch('setting')).json();
  const module = await WebAssembly.compileStreaming(fetch('program.wasm'));
  const trees = unpacked(setting.trees);
  const code = await run(shim, module, { ...setting, trees, input: bytes(setting.input), write: post });
  post('end', String(code));
} catch (error) {
  post('end', `${error}\n${error.stack}`);
}
