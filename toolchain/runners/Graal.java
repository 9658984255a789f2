import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;

/**
 * Runs a WASI program with GraalWasm.
 * usage: Graal [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]...
 */
public class Graal {
  private static final long STACK = 1L << 30;
  private static int code = 1;

  private static void run(String[] words) throws Exception {
    var builder = Context.newBuilder("wasm").option("wasm.Builtins", "wasi_snapshot_preview1")
        .option("engine.WarnInterpreterOnly", "false").allowIO(IOAccess.ALL).in(System.in).out(System.out).err(System.err);
    List<String> folders = new ArrayList<>();
    int at = 0;
    for (; at < words.length && words[at].startsWith("--"); at++) {
      String option = words[at];
      if (option.equals("--dir")) {
        String[] pair = words[++at].split("::", 2);
        folders.add(pair[1] + "::" + pair[0]);
      } else if (option.equals("--env")) {
        String[] pair = words[++at].split("=", 2);
        builder.environment(pair[0], pair[1]);
      } else {
        throw new IllegalArgumentException("unknown option " + option);
      }
    }
    if (!folders.isEmpty()) builder.option("wasm.WasiMapDirs", String.join(",", folders));
    builder.arguments("wasm", Arrays.copyOfRange(words, at, words.length));
    try (var context = builder.build()) {
      var module = context.eval(Source.newBuilder("wasm", new File(words[at])).name("main").build());
      (module.canInstantiate() ? module.newInstance().getMember("exports") : module).getMember("_start").executeVoid();
      code = 0;
    } catch (PolyglotException end) {
      if (!end.isExit()) throw end;
      code = end.getExitStatus();
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
