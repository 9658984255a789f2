import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private static final int ENOENT = 44, EIO = 29, ENOTEMPTY = 55, ENOTSUP = 58;
  private static int code = 1;

  /**
   * Half of what Java may take is the guest's: who asks for more gets none, a MemoryError in Python, where Java's own OutOfMemoryError would
   * end the host.
   */
  private static MemoryLimits limits(WasmModule module) {
    MemoryLimits own = module.memorySection().orElseThrow().getMemory(0).limits();
    long pages = Math.max(own.initialPages(), Runtime.getRuntime().maxMemory() / 2 / Memory.PAGE_SIZE);
    return new MemoryLimits(own.initialPages(), (int) Math.min(own.maximumPages(), pages));
  }

  /**
   * Chicory's path_rename, of Chicory 1.7.5 and Endive 1.2.0, asks Java to copy the attributes of what it moves, which the file systems of
   * Java's own refuse: nothing could be renamed. What it has checked and then could not move is moved here.
   */
  private static ImportFunction renaming(ImportFunction chicorys, WasiPreview1 wasi) {
    return new HostFunction(chicorys.module(), chicorys.name(), chicorys.functionType(), (instance, given) -> {
      long[] answer = chicorys.handle().apply(instance, given);
      if (answer[0] != ENOTSUP) return answer;
      Path from = path(wasi, given[0], instance.memory().readString((int) given[1], (int) given[2]));
      Path to = path(wasi, given[3], instance.memory().readString((int) given[4], (int) given[5]));
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        return new long[] {0};
      } catch (NoSuchFileException error) {
        return new long[] {ENOENT};
      } catch (IOException error) {
        return new long[] {Files.isDirectory(to) ? ENOTEMPTY : EIO};
      }
    });
  }

  /** The host's path of a name in an open folder, which Chicory tells nobody. */
  private static Path path(WasiPreview1 wasi, long folder, String name) {
    try {
      var field = WasiPreview1.class.getDeclaredField("descriptors");
      field.setAccessible(true);
      var get = field.getType().getMethod("get", int.class);
      get.setAccessible(true);
      Object opened = get.invoke(field.get(wasi), (int) folder);
      var path = opened.getClass().getMethod("path");
      path.setAccessible(true);
      return ((Path) path.invoke(opened)).resolve(name).normalize();
    } catch (ReflectiveOperationException error) {
      throw new IllegalStateException("this is not the Chicory that Chicory.java was written for", error);
    }
  }

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
      ImportFunction[] functions = wasi.toHostFunctions();
      for (int i = 0; i < functions.length; i++)
        if (functions[i].name().equals("path_rename")) functions[i] = renaming(functions[i], wasi);
      var imports = ImportValues.builder().addFunction(functions).build();
      var builder = Instance.builder(module).withImportValues(imports).withStart(false);
      builder.withMemoryLimits(limits(module));
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
