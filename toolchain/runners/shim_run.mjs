// What the two drivers of @bjorn3/browser_wasi_shim share: one in a program (shim.mjs), one in a page (chromium.html).

// The shim's folder of a tree: {name: Uint8Array | tree}.
function folder(shim, tree) {
  const entries = Object.entries(tree).map(([name, what]) =>
    [name, what instanceof Uint8Array ? new shim.File(what) : new shim.Directory(folder(shim, what))]);
  return new Map(entries);
}

// Runs a compiled module to its end; the exit code. `trees`: guest path -> tree, copied into memory; what the guest
// changes there is gone afterwards. `write(stream, bytes)` gets what it prints: stream 1 or 2.
export async function run(shim, module, { words, env, trees, input, write }) {
  const outlet = (stream) => new shim.ConsoleStdout((bytes) => write(stream, bytes.slice()));
  const streams = [new shim.OpenFile(new shim.File(input)), outlet(1), outlet(2)];
  const preopens = Object.entries(trees).map(([guest, tree]) => new shim.PreopenDirectory(guest, folder(shim, tree)));
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const wasi = new shim.WASI(words, variables, [...streams, ...preopens], { debug: false });
  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
  return wasi.start(instance);
}
