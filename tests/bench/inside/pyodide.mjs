// Runs a program in Pyodide on Node: pyodide.mjs PACKAGE [HOST::GUEST]... -- (-c TEXT | FILE [ARGUMENT]...)
import { argv } from "node:process";

const [folder, ...rest] = argv.slice(2);
const end = rest.indexOf("--");
const mounts = rest.slice(0, end).map((word) => word.split("::"));
const program = rest.slice(end + 1);
const { loadPyodide } = await import(`${folder}/pyodide.mjs`);
const python = await loadPyodide();
for (const [host, guest] of mounts) {
  python.FS.mkdirTree(guest);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: host }, guest);
}
if (program[0] === "-c") {
  python.runPython(program[1]);
} else {
  python.globals.set("words", python.toPy(program));
  python.runPython("import runpy, sys; sys.argv = [*words]; sys.path.insert(0, '/inside'); runpy.run_path(words[0], run_name='__main__')");
}
