#!/bin/sh
# A symbolic link that leads nowhere is not in the folder that holds it, for a guest of Chicory that lists it.
#
# Packages: com.dylibso.chicory: runtime, wasi, wasm, log 1.7.5 (Maven).
# Needs:    Java 17 or later, Maven; node 20 or later (its own WASI is the second host).
# Expected: fd_readdir gives the name of every entry, links that lead nowhere too, as Node does of the same folder:
#           a link is an entry, whatever it leads to.
# Seen:     the file alone, without an error.
# Why:      who empties a folder by what is listed (shutil.rmtree, rm -r) cannot remove it: "Directory not empty", and
#           nothing in it to be seen. A copy of a tree lacks the link. Endive 1.2.0, which came of Chicory, does the same.
# Source:   preview 1, fd_readdir: "Read directory entries from a directory." Not documented by Chicory.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
for name in runtime wasi wasm log; do
  mvn --batch-mode --quiet dependency:copy -DoutputDirectory="$dir/jars" -Dartifact="com.dylibso.chicory:$name:1.7.5"
done >install.log 2>&1 || { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
mkdir tree && echo 1 >tree/file && ln -s gone tree/link
cat >List.java <<'EOF'
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import java.nio.file.Path;
import java.util.TreeSet;

public class List {
  // (module (memory (export "memory") 1))
  static final byte[] MEMORY = {0, 'a', 's', 'm', 1, 0, 0, 0, 5, 3, 1, 0, 1, 7, 10, 1, 6, 'm', 'e', 'm', 'o', 'r', 'y', 2, 0};
  static final int FOLDER = 3, USED = 8, BUFFER = 1024, SIZE = 4096, ENTRY = 24; // ENTRY: its bytes before the name

  public static void main(String[] words) throws Exception {
    var options = WasiOptions.builder().withDirectory("/tree", Path.of("tree")).build();
    try (var wasi = WasiPreview1.builder().withOptions(options).build()) {
      var guest = Instance.builder(Parser.parse(MEMORY)).build();
      for (HostFunction call : wasi.toHostFunctions()) {
        if (!call.name().equals("fd_readdir")) continue;
        long error = call.handle().apply(guest, FOLDER, BUFFER, SIZE, 0, USED)[0];
        var names = new TreeSet<String>();
        for (int at = BUFFER; error == 0 && at < BUFFER + guest.memory().readInt(USED); ) {
          int length = guest.memory().readInt(at + 16);
          names.add(guest.memory().readString(at + ENTRY, length));
          at += ENTRY + length;
        }
        names.removeIf(name -> name.startsWith("."));
        System.out.println(error + " " + String.join(" ", names));
      }
    }
  }
}
EOF
cat >list.mjs <<'EOF'
import { WASI } from "node:wasi";
const kFolder = 3, kUsed = 8, kBuffer = 1024, kSize = 4096, kEntry = 24;
const memory = new WebAssembly.Memory({ initial: 1 });
const wasi = new WASI({ version: "preview1", preopens: { "/tree": "tree" } });
wasi.initialize({ exports: { memory } });
const error = wasi.wasiImport.fd_readdir(kFolder, kBuffer, kSize, 0n, kUsed);
const view = new DataView(memory.buffer), names = [];
for (let at = kBuffer; at < kBuffer + view.getUint32(kUsed, true);) {
  const length = view.getUint32(at + 16, true);
  names.push(new TextDecoder().decode(new Uint8Array(memory.buffer, at + kEntry, length)));
  at += kEntry + length;
}
console.log(error, ...names.filter((name) => !name.startsWith(".")).sort());
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
node=$(node --no-warnings list.mjs) || changed
printf 'node %s: %s\n' "$(node --version)" "$node"
seen=$(java -cp 'jars/*' List.java 2>error.log) || { cat error.log >&2; changed; }
printf 'Chicory 1.7.5: %s\n' "$seen"
[ "$node" = "0 file link" ] && [ "$seen" = "0 file" ] || changed
