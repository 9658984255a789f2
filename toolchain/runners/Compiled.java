import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;

/** Bytecode of the JVM for a module, which Chicory's compiler takes most of a start to make: kept in a folder, for the next start. */
record Compiled(Path folder) implements Cache {
  static Function<Instance, Machine> from(WasmModule module, Path folder) {
    return MachineFactoryCompiler.builder(module).withCache(new Compiled(folder)).compile();
  }

  private Path file(String key) {
    return folder.resolve(key.replaceAll("[^A-Za-z0-9]", "_") + ".jar");
  }

  @Override
  public byte[] get(String key) throws IOException {
    return Files.exists(file(key)) ? Files.readAllBytes(file(key)) : null;
  }

  /** Several may start at once: each writes a file of its own, and gives it the name when it is whole. */
  @Override
  public void putIfAbsent(String key, byte[] data) throws IOException {
    Files.createDirectories(folder);
    Path unfinished = Files.createTempFile(folder, "", ".unfinished");
    Files.write(unfinished, data);
    Files.move(unfinished, file(key), StandardCopyOption.ATOMIC_MOVE);
  }
}
