import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.*;
import org.apache.arrow.vector.complex.*;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.MetadataVersion;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.apache.arrow.vector.util.TransferPair;

/**
 * Streams as Arrow Java writes them, and what Arrow Java thinks of what comes back.
 *
 * <p>write FOLDER: writes FOLDER/TYPE/SHAPE/CODEC.arrows; judge SENT ANSWERED: compares each stream in ANSWERED with that of the same
 * name in SENT, and prints "NAME, a tab, ok" or what is wrong.
 */
public final class Streams {
  static final BufferAllocator ALLOCATOR = new RootAllocator();
  private static final Map<String, String> NOTES = Map.of("note", "with an é");

  private Streams() {}

  private static FieldVector part(FieldVector vector, int first, int count) {
    TransferPair pair = vector.getTransferPair(vector.getField(), ALLOCATOR);
    pair.splitAndTransfer(first, count);
    return (FieldVector) pair.getTo();
  }

  private static FieldVector inList(FieldVector values) {
    Field item = new Field("$data$", values.getField().getFieldType(), values.getField().getChildren());
    ListVector list = (ListVector) new Field("c", FieldType.nullable(new ArrowType.List()), List.of(item)).createVector(ALLOCATOR);
    list.allocateNew();
    int count = values.getValueCount();
    FieldVector copy = part(values, 0, count);
    copy.makeTransferPair(list.getDataVector()).transfer();
    int[] sizes = {2, 0, count - 2};
    for (int n = 0; n < sizes.length; ++n) {
      list.startNewValue(n);
      list.endValue(n, sizes[n]);
    }
    list.setValueCount(sizes.length);
    return list;
  }

  private static FieldVector inStruct(FieldVector values) {
    StructVector struct = (StructVector) new Field("c", FieldType.nullable(new ArrowType.Struct()), List.of(values.getField())).createVector(ALLOCATOR);
    struct.allocateNew();
    part(values, 0, values.getValueCount()).makeTransferPair(struct.getChild("c")).transfer();
    Columns.each(struct::setIndexDefined);
    struct.setIndexDefined(1);
    struct.setValueCount(values.getValueCount());
    return struct;
  }

  private interface Batches {
    List<FieldVector> make();
  }

  /** The batches that one column makes; the first of them says the type. */
  private static Map<String, Batches> shapes(FieldVector values) {
    Map<String, Batches> found = new LinkedHashMap<>();
    found.put("rows", () -> List.of(part(values, 0, Columns.ROWS)));
    found.put("no rows", () -> List.of(part(values, 0, 0)));
    found.put("slice", () -> List.of(part(values, 1, 3)));
    found.put("batches", () -> List.of(part(values, 0, 2), part(values, 2, 3), part(values, 0, Columns.ROWS)));
    found.put("in struct", () -> List.of(inStruct(values)));
    found.put("in list", () -> List.of(inList(values)));
    found.put("slice in list", () -> List.of(inList(part(values, 1, 4)), inList(values)));
    return found;
  }

  private static byte[] stream(List<FieldVector> batches, DictionaryProvider provider, CodecType codec, IpcOption option) throws Exception {
    Field field = batches.get(0).getField();
    FieldType noted = new FieldType(field.isNullable(), field.getType(), field.getDictionary(), NOTES);
    Schema schema = new Schema(List.of(new Field("c", noted, field.getChildren())), NOTES);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean one = batches.size() == 1; // several are loaded into one root, one after another
    try (VectorSchemaRoot root = one ? new VectorSchemaRoot(schema, batches, batches.get(0).getValueCount()) : VectorSchemaRoot.create(schema, ALLOCATOR);
        ArrowStreamWriter writer = codec == CodecType.NO_COMPRESSION
            ? new ArrowStreamWriter(root, provider, Channels.newChannel(out), option)
            : new ArrowStreamWriter(root, provider, Channels.newChannel(out), option, CommonsCompressionFactory.INSTANCE, codec)) {
      VectorLoader loader = new VectorLoader(root);
      writer.start();
      for (FieldVector batch : batches) {
        if (!one) {
          try (ArrowRecordBatch content = new VectorUnloader(VectorSchemaRoot.of(batch)).getRecordBatch()) {
            loader.load(content);
          }
        }
        writer.writeBatch();
      }
      writer.end();
    }
    return out.toByteArray();
  }

  private static byte[] file(FieldVector values) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArrowFileWriter writer = new ArrowFileWriter(VectorSchemaRoot.of(values), null, Channels.newChannel(out))) {
      writer.writeBatch();
      writer.writeBatch();
      writer.end();
    }
    return out.toByteArray();
  }

  private interface Content {
    byte[] make() throws Exception;
  }

  private static void save(Path folder, String name, Content content) throws Exception {
    byte[] data;
    try {
      data = content.make();
    } catch (Exception | AssertionError error) {
      System.err.println(name + ": Arrow Java cannot write it: " + String.valueOf(error).lines().findFirst().orElse(""));
      return;
    }
    Path path = folder.resolve(name + ".arrows");
    Files.createDirectories(path.getParent());
    Files.write(path, data);
  }

  private static void writeDictionaries(Path folder) throws Exception {
    VarCharVector words = new VarCharVector("d", ALLOCATOR);
    String[] values = {"red", "green", "a text of more than twelve bytes"};
    for (int n = 0; n < values.length; ++n) {
      words.setSafe(n, values[n].getBytes(StandardCharsets.UTF_8));
    }
    words.setValueCount(values.length);
    VarCharVector plain = new VarCharVector("c", ALLOCATOR);
    Columns.each(n -> plain.setSafe(n, values[n % 3].getBytes(StandardCharsets.UTF_8)));
    plain.setValueCount(Columns.ROWS);
    for (ArrowType.Int index : List.of(new ArrowType.Int(8, true), new ArrowType.Int(32, true), new ArrowType.Int(64, true))) {
      Dictionary dictionary = new Dictionary(words, new DictionaryEncoding(7, index.getBitWidth() == 8, index));
      FieldVector encoded = (FieldVector) DictionaryEncoder.encode(plain, dictionary);
      for (Map.Entry<String, Batches> shape : shapes(encoded).entrySet()) {
        for (CodecType codec : CodecType.values()) {
          save(folder, "dictionary by int" + index.getBitWidth() + "/" + shape.getKey() + "/" + name(codec),
              () -> stream(shape.getValue().make(), new MapDictionaryProvider(dictionary), codec, IpcOption.DEFAULT));
        }
      }
    }
  }

  private static String name(CodecType codec) {
    return codec == CodecType.ZSTD ? "zstd" : codec == CodecType.LZ4_FRAME ? "lz4" : "none";
  }

  private static void write(Path folder) throws Exception {
    for (Map.Entry<String, FieldVector> column : Columns.columns().entrySet()) {
      save(folder, column.getKey() + "/file/none", () -> file(part(column.getValue(), 0, Columns.ROWS)));
      for (Map.Entry<String, Batches> shape : shapes(column.getValue()).entrySet()) {
        for (CodecType codec : CodecType.values()) {
          save(folder, column.getKey() + "/" + shape.getKey() + "/" + name(codec),
              () -> stream(shape.getValue().make(), new MapDictionaryProvider(), codec, IpcOption.DEFAULT));
        }
      }
    }
    writeDictionaries(folder);
    for (boolean legacy : new boolean[] {false, true}) {
      IpcOption option = new IpcOption(legacy, MetadataVersion.V4);
      FieldVector numbers = Columns.columns().get("int64");
      save(folder, "int64/V4" + (legacy ? " legacy" : "") + "/none",
          () -> stream(List.of(part(numbers, 0, Columns.ROWS)), new MapDictionaryProvider(), CodecType.NO_COMPRESSION, option));
    }
  }

  /** A value as text, with what dictionaries say in place of their indices. */
  private static String text(ValueVector vector, int row, DictionaryProvider provider) {
    if (vector.isNull(row)) {
      return "null";
    }
    Object value = vector.getObject(row);
    DictionaryEncoding encoding = vector.getField().getDictionary();
    if (encoding != null) {
      return text(provider.lookup(encoding.getId()).getVector(), ((Number) value).intValue(), provider);
    }
    List<String> parts = new ArrayList<>();
    if (vector instanceof ListVector list) {
      for (int n = list.getElementStartIndex(row); n < list.getElementEndIndex(row); ++n) {
        parts.add(text(list.getDataVector(), n, provider));
      }
      return parts.toString();
    }
    if (vector instanceof StructVector struct) {
      struct.getChildrenFromFields().forEach(child -> parts.add(child.getName() + ": " + text(child, row, provider)));
      return parts.toString();
    }
    return value instanceof byte[] raw ? java.util.HexFormat.of().formatHex(raw) : Objects.toString(value);
  }

  /** A stream as text of its schema and, row by row, its values. */
  private static List<String> read(Path path) throws Exception {
    List<String> found = new ArrayList<>();
    byte[] data = Files.readAllBytes(path);
    boolean isFile = new String(data, 0, 6, StandardCharsets.ISO_8859_1).equals("ARROW1");
    try (ArrowReader reader = isFile
        ? new ArrowFileReader(new ByteArrayReadableSeekableByteChannel(data), ALLOCATOR, CommonsCompressionFactory.INSTANCE)
        : new ArrowStreamReader(new ByteArrayInputStream(data), ALLOCATOR, CommonsCompressionFactory.INSTANCE)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      // Writers number the dictionaries as they like.
      found.add(root.getSchema().toJson().replaceAll("\"id\"\\s*:\\s*-?\\d+", "\"id\""));
      while (reader.loadNextBatch()) {
        found.add("batch of " + root.getRowCount());
        for (FieldVector vector : root.getFieldVectors()) {
          for (int row = 0; row < root.getRowCount(); ++row) {
            found.add(text(vector, row, reader));
          }
        }
      }
    }
    return found;
  }

  private static String difference(Path sent, Path answered) {
    List<String> expected;
    try {
      expected = read(sent);
    } catch (Exception | AssertionError error) {
      return "Arrow Java cannot read what it sent: " + error;
    }
    try {
      List<String> got = read(answered);
      return got.equals(expected) ? "ok" : got + " instead of " + expected;
    } catch (Exception | AssertionError error) {
      return "Arrow Java cannot read the answer: " + error;
    }
  }

  private static void judge(Path sent, Path answered) throws Exception {
    List<Path> paths;
    try (Stream<Path> found = Files.walk(answered)) {
      paths = found.filter(path -> path.toString().endsWith(".arrows")).sorted().toList();
    }
    for (Path path : paths) {
      String name = answered.relativize(path).toString();
      System.out.println(name + "\t" + difference(sent.resolve(name.replace(".values", "")), path).replaceAll("\\s+", " "));
    }
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2 && arguments[0].equals("write")) {
      write(Path.of(arguments[1]));
    } else if (arguments.length == 3 && arguments[0].equals("judge")) {
      judge(Path.of(arguments[1]), Path.of(arguments[2]));
    } else {
      System.err.println("usage: write FOLDER | judge SENT ANSWERED");
      System.exit(2);
    }
  }
}
