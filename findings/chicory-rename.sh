#!/bin/sh
# Nothing can be renamed by a guest of Chicory whose folder is one of the machine's: path_rename says "not supported".
#
# Packages: com.dylibso.chicory: runtime, wasi, wasm, log 1.7.5 (Maven).
# Needs:    Java 17 or later, Maven; node 20 or later (its own WASI is the second host).
# Expected: path_rename succeeds, and the file has the new name, as with Node in the same folder. Chicory has the call.
# Seen:     errno 58, ENOTSUP, and the file under its old name. Chicory hands Files.move() the option COPY_ATTRIBUTES, which Java's
#           own file systems refuse for a move (UnsupportedOperationException), and takes that for what cannot be done. In a file
#           system in memory, with which it is tested, the option passes.
# Why:      a file that is written beside and then put in place (os.replace, SQLite's and pip's way) cannot be. Endive 1.2.0, which
#           came of Chicory, does the same.
# Source:   preview 1, path_rename: "Rename a file or directory." Java: Files.move names REPLACE_EXISTING and ATOMIC_MOVE as its
#           options. Not documented by Chicory.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
for name in runtime wasi wasm log; do
  mvn --batch-mode --quiet dependency:copy -DoutputDirectory="$dir/jars" -Dartifact="com.dylibso.chicory:$name:1.7.5"
done >install.log 2>&1 || { cat install.log >&2; echo "the packages cannot be had" >&2; exit 2; }
mkdir by-node by-chicory && echo 1 >by-node/old && echo 1 >by-chicory/old
cat >Rename.java <<'EOF'
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import java.nio.file.Path;

public class Rename {
  // (module (memory (export "memory") 1))
  static final byte[] MEMORY = {0, 'a', 's', 'm', 1, 0, 0, 0, 5, 3, 1, 0, 1, 7, 10, 1, 6, 'm', 'e', 'm', 'o', 'r', 'y', 2, 0};
  static final int FOLDER = 3, OLD = 8, NEW = 16, LENGTH = 3;

  public static void main(String[] words) throws Exception {
    var options = WasiOptions.builder().withDirectory("/folder", Path.of("by-chicory")).build();
    try (var wasi = WasiPreview1.builder().withOptions(options).build()) {
      var guest = Instance.builder(Parser.parse(MEMORY)).build();
      guest.memory().writeString(OLD, "old");
      guest.memory().writeString(NEW, "new");
      for (HostFunction call : wasi.toHostFunctions())
        if (call.name().equals("path_rename")) System.out.println(call.handle().apply(guest, FOLDER, OLD, LENGTH, FOLDER, NEW, LENGTH)[0]);
    }
  }
}
EOF
cat >rename.mjs <<'EOF'
import { WASI } from "node:wasi";
const kFolder = 3, kOld = 8, kNew = 16, kLength = 3;
const memory = new WebAssembly.Memory({ initial: 1 });
const wasi = new WASI({ version: "preview1", preopens: { "/folder": "by-node" } });
wasi.initialize({ exports: { memory } });
new Uint8Array(memory.buffer).set(new TextEncoder().encode("old"), kOld);
new Uint8Array(memory.buffer).set(new TextEncoder().encode("new"), kNew);
console.log(wasi.wasiImport.path_rename(kFolder, kOld, kLength, kFolder, kNew, kLength));
EOF
changed() { echo "the behaviour has changed" >&2; exit 1; }
node=$(node --no-warnings rename.mjs) || changed
printf 'node %s: errno %s, then: %s\n' "$(node --version)" "$node" "$(ls by-node)"
seen=$(java -cp 'jars/*' Rename.java 2>error.log) || { cat error.log >&2; changed; }
printf 'Chicory 1.7.5: errno %s, then: %s\n' "$seen" "$(ls by-chicory)"
[ "$node $(ls by-node)" = "0 new" ] && [ "$seen $(ls by-chicory)" = "58 old" ] || changed
