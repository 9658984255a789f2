import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a WASI program with Chicory, or with Endive, which is the same API under another name: `pylonctl runners get
 * endive` replaces the name in the imports, and leaves out the line with "compiled", for which it has no package.
 * usage: Chicory [--compiled FOLDER] [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]...
 */
public class Chicory {
  // The guest's calls are the thread's: room for as many as wasmtime's 512 KiB hold, in the larger frames of an interpreter.
  private static final long STACK = 1L << 30;
  private static int code = 1;

  private static void run(String[] words) throws Exception {
    WasiOptions.Builder options = WasiOptions.builder().inheritSystem();
    Path compiled = null;
    int at = 0;
    for (; at < words.length && words[at].startsWith("--"); at++) {
      String option = words[at];
      if (option.equals("--compiled")) {
        compiled = Path.of(words[++at]);
      } else if (option.equals("--dir")) {
        String[] pair = words[++at].split("::", 2);
        options.withDirectory(pair[1], Path.of(pair[0]));
      } else if (option.equals("--env")) {
        String[] pair = words[++at].split("=", 2);
        options.withEnvironment(pair[0], pair[1]);
      } else {
        throw new IllegalArgumentException("unknown option " + option);
      }
    }
    List<String> arguments = new ArrayList<>(Arrays.asList(words).subList(at, words.length));
    long start = System.nanoTime();
    var module = Parser.parse(new File(words[at]));
    long parsed = System.nanoTime();
    try (var wasi = WasiPreview1.builder().withOptions(options.withArguments(arguments).build()).build()) {
      var imports = ImportValues.builder().addFunction(wasi.toHostFunctions()).build();
      var builder = Instance.builder(module).withImportValues(imports).withStart(false);
      if (compiled != null) builder.withMachineFactory(Compiled.from(module, compiled));  // compiled
      var instance = builder.build();
      if (System.getenv("PYLON_RUNNER_TIMES") != null)
        System.err.printf("parse %d ms, instance %d ms%n", (parsed - start) / 1000000, (System.nanoTime() - parsed) / 1000000);
      instance.export("_start").apply();
      code = 0;
    } catch (WasiExitException end) {
      code = end.exitCode();
    }
  }

  public static void main(String[] words) throws Exception {
    Thread guest = new Thread(null, () -> {
      try {
        run(words);
      } catch (Throwable error) {
        error.printStackTrace();
      }
    }, "guest", STACK);
    guest.start();
    guest.join();
    System.out.flush();
    System.exit(code);
  }
}
