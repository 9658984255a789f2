import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;

/**
 * Runs a WASI program with GraalWasm.
 * usage: Graal [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]...
 */
public class Graal {
  private static final long STACK = 1L << 30;
  private static int code = 1;

  /**
   * The host's files under the guest's names. GraalWasm 25.0.2 lists a folder by the guest's name for it, whatever the host has
   * there, so the two must be the same; and it renames without replacing what is there, which a guest expects.
   */
  private static FileSystem named(Map<Path, Path> folders) {
    FileSystem host = FileSystem.newDefaultFileSystem();
    return (FileSystem) Proxy.newProxyInstance(Graal.class.getClassLoader(), new Class<?>[] {FileSystem.class}, (self, call, given) -> {
      Object[] words = given == null ? new Object[0] : given.clone();
      for (int at = 0; at < words.length; at++) {
        if (words[at] instanceof Path path) words[at] = moved(path, folders, true);
        if (words[at] instanceof CopyOption[] && call.getName().equals("move")) words[at] = new CopyOption[] {StandardCopyOption.ATOMIC_MOVE};
      }
      try {
        Object result = call.invoke(host, words);
        if (result instanceof DirectoryStream<?> listed) return listed(listed, (Path) given[0]);
        return result instanceof Path path ? moved(path, folders, false) : result;
      } catch (InvocationTargetException error) {
        throw error.getCause();
      }
    });
  }

  /** A path in one of the folders under its other name; others stay. */
  private static Path moved(Path path, Map<Path, Path> folders, boolean toHost) {
    for (var folder : folders.entrySet()) {
      Path from = toHost ? folder.getKey() : folder.getValue(), to = toHost ? folder.getValue() : folder.getKey();
      if (path.startsWith(from)) return to.resolve(from.relativize(path));
    }
    return path;
  }

  private static DirectoryStream<Path> listed(DirectoryStream<?> entries, Path folder) {
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return StreamSupport.stream(entries.spliterator(), false).map(entry -> folder.resolve(((Path) entry).getFileName())).iterator();
      }

      @Override
      public void close() throws IOException {
        entries.close();
      }
    };
  }

  private static void run(String[] words) throws Exception {
    var builder = Context.newBuilder("wasm").option("wasm.Builtins", "wasi_snapshot_preview1")
        .option("engine.WarnInterpreterOnly", "false").in(System.in).out(System.out).err(System.err);
    Map<Path, Path> folders = new LinkedHashMap<>();
    int at = 0;
    for (; at < words.length && words[at].startsWith("--"); at++) {
      String option = words[at];
      if (option.equals("--dir")) {
        String[] pair = words[++at].split("::", 2);
        folders.put(Path.of(pair[1]), Path.of(pair[0]).toRealPath());
      } else if (option.equals("--env")) {
        String[] pair = words[++at].split("=", 2);
        builder.environment(pair[0], pair[1]);
      } else {
        throw new IllegalArgumentException("unknown option " + option);
      }
    }
    builder.allowIO(IOAccess.newBuilder().fileSystem(named(folders)).build());
    if (!folders.isEmpty()) builder.option("wasm.WasiMapDirs", folders.keySet().stream().map(Path::toString).collect(Collectors.joining(",")));
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
