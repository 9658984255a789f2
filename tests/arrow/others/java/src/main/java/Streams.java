import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
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
import org.apache.arrow.vector.holders.NullableBigIntHolder;
import org.apache.arrow.vector.holders.NullableBitHolder;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.MetadataVersion;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.Types.MinorType;
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
  private static final BufferAllocator ALLOCATOR = new RootAllocator();
  private static final int ROWS = 5;
  private static final int[] NUMBERS = {1, 0, 100, 0, 7};
  private static final String[] TEXTS = {"", "", "é", "a text of more than twelve bytes", "b"};
  private static final ArrowType INT64 = new ArrowType.Int(64, true);
  private static final Map<String, String> NOTES = Map.of("note", "with an é");

  private Streams() {}

  private static void each(IntConsumer set) {
    for (int n = 0; n < ROWS; ++n) {
      if (n != 1) {
        set.accept(n);
      }
    }
  }

  private static byte[] bytes(int n) {
    return TEXTS[n].getBytes(StandardCharsets.UTF_8);
  }

  /** A column of a type, filled; row 1 is null unless the filler says otherwise. */
  private static <V extends FieldVector> FieldVector column(ArrowType type, List<Field> children, Consumer<V> fill) {
    Field field = new Field("c", FieldType.nullable(type), children);
    FieldVector vector = field.createVector(ALLOCATOR);
    vector.allocateNew();
    @SuppressWarnings("unchecked")
    V typed = (V) vector;
    fill.accept(typed);
    vector.setValueCount(ROWS);
    return vector;
  }

  private static <V extends FieldVector> FieldVector column(ArrowType type, Consumer<V> fill) {
    return column(type, null, fill);
  }

  private static Map<String, FieldVector> columns() {
    Map<String, FieldVector> all = new LinkedHashMap<>();
    numbers(all);
    texts(all);
    times(all);
    nested(all);
    return all;
  }

  private static void numbers(Map<String, FieldVector> all) {
    all.put("null", column(new ArrowType.Null(), vector -> {}));
    all.put("bool", column(new ArrowType.Bool(), (BitVector v) -> each(n -> v.setSafe(n, n % 2))));
    all.put("int8", column(new ArrowType.Int(8, true), (TinyIntVector v) -> each(n -> v.setSafe(n, -NUMBERS[n]))));
    all.put("int16", column(new ArrowType.Int(16, true), (SmallIntVector v) -> each(n -> v.setSafe(n, -NUMBERS[n]))));
    all.put("int32", column(new ArrowType.Int(32, true), (IntVector v) -> each(n -> v.setSafe(n, -NUMBERS[n]))));
    all.put("int64", column(INT64, (BigIntVector v) -> each(n -> v.setSafe(n, Long.MIN_VALUE + NUMBERS[n]))));
    all.put("uint8", column(new ArrowType.Int(8, false), (UInt1Vector v) -> each(n -> v.setSafe(n, -NUMBERS[n]))));
    all.put("uint16", column(new ArrowType.Int(16, false), (UInt2Vector v) -> each(n -> v.setSafe(n, -NUMBERS[n]))));
    all.put("uint32", column(new ArrowType.Int(32, false), (UInt4Vector v) -> each(n -> v.setSafe(n, -NUMBERS[n]))));
    all.put("uint64", column(new ArrowType.Int(64, false), (UInt8Vector v) -> each(n -> v.setSafe(n, -NUMBERS[n]))));
    all.put("float16", column(new ArrowType.FloatingPoint(FloatingPointPrecision.HALF), (Float2Vector v) -> each(n -> v.setSafeWithPossibleTruncate(n, -NUMBERS[n] / 4f))));
    all.put("float32", column(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE), (Float4Vector v) -> each(n -> v.setSafe(n, -NUMBERS[n] / 4f))));
    all.put("float64", column(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE), (Float8Vector v) -> each(n -> v.setSafe(n, -NUMBERS[n] / 4.0))));
    all.put("decimal128", column(new ArrowType.Decimal(30, 2, 128), (DecimalVector v) -> each(n -> v.setSafe(n, new BigDecimal(-NUMBERS[n]).setScale(2)))));
    all.put("decimal256", column(new ArrowType.Decimal(70, 2, 256), (Decimal256Vector v) -> each(n -> v.setSafe(n, new BigDecimal(-NUMBERS[n]).setScale(2)))));
  }

  private static void texts(Map<String, FieldVector> all) {
    all.put("utf8", column(new ArrowType.Utf8(), (VarCharVector v) -> each(n -> v.setSafe(n, bytes(n)))));
    all.put("large_utf8", column(new ArrowType.LargeUtf8(), (LargeVarCharVector v) -> each(n -> v.setSafe(n, bytes(n)))));
    all.put("utf8_view", column(new ArrowType.Utf8View(), (ViewVarCharVector v) -> each(n -> v.setSafe(n, bytes(n)))));
    all.put("binary", column(new ArrowType.Binary(), (VarBinaryVector v) -> each(n -> v.setSafe(n, bytes(n)))));
    all.put("large_binary", column(new ArrowType.LargeBinary(), (LargeVarBinaryVector v) -> each(n -> v.setSafe(n, bytes(n)))));
    all.put("binary_view", column(new ArrowType.BinaryView(), (ViewVarBinaryVector v) -> each(n -> v.setSafe(n, bytes(n)))));
    all.put("fixed_size_binary", column(new ArrowType.FixedSizeBinary(2), (FixedSizeBinaryVector v) -> each(n -> v.setSafe(n, new byte[] {(byte) n, -1}))));
  }

  private static void times(Map<String, FieldVector> all) {
    all.put("date32", column(new ArrowType.Date(DateUnit.DAY), (DateDayVector v) -> each(n -> v.setSafe(n, -NUMBERS[n]))));
    all.put("date64", column(new ArrowType.Date(DateUnit.MILLISECOND), (DateMilliVector v) -> each(n -> v.setSafe(n, -NUMBERS[n] * 86_400_000L))));
    all.put("time32 s", column(new ArrowType.Time(TimeUnit.SECOND, 32), (TimeSecVector v) -> each(n -> v.setSafe(n, NUMBERS[n]))));
    all.put("time32 ms", column(new ArrowType.Time(TimeUnit.MILLISECOND, 32), (TimeMilliVector v) -> each(n -> v.setSafe(n, NUMBERS[n]))));
    all.put("time64 us", column(new ArrowType.Time(TimeUnit.MICROSECOND, 64), (TimeMicroVector v) -> each(n -> v.setSafe(n, NUMBERS[n]))));
    all.put("time64 ns", column(new ArrowType.Time(TimeUnit.NANOSECOND, 64), (TimeNanoVector v) -> each(n -> v.setSafe(n, NUMBERS[n] * 1000L))));
    for (TimeUnit unit : TimeUnit.values()) {
      for (String zone : new String[] {null, "UTC", "Europe/Vienna", "+05:30"}) {
        all.put("timestamp " + unit + " " + (zone == null ? "" : zone.replace('/', ' ')), column(new ArrowType.Timestamp(unit, zone), (TimeStampVector v) -> each(n -> v.setSafe(n, -NUMBERS[n] * 1000L))));
      }
      all.put("duration " + unit, column(new ArrowType.Duration(unit), (DurationVector v) -> each(n -> v.setSafe(n, -NUMBERS[n] * 1000L))));
    }
    all.put("interval months", column(new ArrowType.Interval(IntervalUnit.YEAR_MONTH), (IntervalYearVector v) -> each(n -> v.setSafe(n, -NUMBERS[n]))));
    all.put("interval day time", column(new ArrowType.Interval(IntervalUnit.DAY_TIME), (IntervalDayVector v) -> each(n -> v.setSafe(n, n, -NUMBERS[n]))));
    all.put("interval month day nano", column(new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO), (IntervalMonthDayNanoVector v) -> each(n -> v.setSafe(n, n, -n, -NUMBERS[n]))));
  }

  private static Field child(String name, ArrowType type) {
    return new Field(name, FieldType.nullable(type), null);
  }

  private static void fill(FieldVector vector, int count) {
    BigIntVector numbers = (BigIntVector) vector;
    for (int n = 0; n < count; ++n) {
      if (n == 1) {
        numbers.setNull(n);
      } else {
        numbers.setSafe(n, n);
      }
    }
    numbers.setValueCount(count);
  }

  private static void nested(Map<String, FieldVector> all) {
    List<Field> item = List.of(child("$data$", INT64));
    int[] sizes = {2, 0, 0, 3, 1};
    all.put("list", column(new ArrowType.List(), item, (ListVector v) -> {
      fill(v.getDataVector(), 6);
      each(n -> { v.startNewValue(n); v.endValue(n, sizes[n]); });
    }));
    all.put("large_list", column(new ArrowType.LargeList(), item, (LargeListVector v) -> {
      fill(v.getDataVector(), 6);
      each(n -> { v.startNewValue(n); v.endValue(n, sizes[n]); });
    }));
    all.put("list_view", column(new ArrowType.ListView(), item, (ListViewVector v) -> {
      fill(v.getDataVector(), 6);
      each(n -> { v.startNewValue(n); v.endValue(n, sizes[n]); });
    }));
    all.put("large_list_view", column(new ArrowType.LargeListView(), item, (LargeListViewVector v) -> {
      fill(v.getDataVector(), 6);
      each(n -> { v.startNewValue(n); v.endValue(n, sizes[n]); });
    }));
    all.put("fixed_size_list", column(new ArrowType.FixedSizeList(2), item, (FixedSizeListVector v) -> {
      each(v::setNotNull);
      fill(v.getDataVector(), 2 * ROWS);
    }));
    all.put("struct", column(new ArrowType.Struct(), List.of(child("n", INT64), child("s", new ArrowType.Utf8())), (StructVector v) -> {
      fill(v.getChild("n", BigIntVector.class), ROWS);
      each(n -> v.getChild("s", VarCharVector.class).setSafe(n, bytes(n)));
      each(v::setIndexDefined);
    }));
    all.put("struct without fields", column(new ArrowType.Struct(), List.of(), (StructVector v) -> each(v::setIndexDefined)));
    all.put("map", map(false));
    all.put("map, keys sorted", map(true));
    all.put("sparse_union", sparseUnion());
    all.put("dense_union", denseUnion());
    all.put("run_end_encoded", column(new ArrowType.RunEndEncoded(), List.of(
        new Field("run_ends", FieldType.notNullable(new ArrowType.Int(32, true)), null), child("values", INT64)), (RunEndEncodedVector v) -> {
      IntVector ends = (IntVector) v.getRunEndsVector();
      ends.setSafe(0, 2);
      ends.setSafe(1, 3);
      ends.setSafe(2, ROWS);
      ends.setValueCount(3);
      fill(v.getValuesVector(), 3);
    }));
  }

  private static FieldVector map(boolean sorted) {
    Field key = new Field("key", FieldType.notNullable(new ArrowType.Utf8()), null);
    Field entries = new Field("entries", FieldType.notNullable(new ArrowType.Struct()), List.of(key, child("value", INT64)));
    int[] sizes = {2, 0, 0, 2, 1};
    return column(new ArrowType.Map(sorted), List.of(entries), (MapVector v) -> {
      StructVector pairs = (StructVector) v.getDataVector();
      for (int n = 0; n < ROWS; ++n) {
        pairs.setIndexDefined(n);
        pairs.getChild("key", VarCharVector.class).setSafe(n, ("k" + n).getBytes(StandardCharsets.UTF_8));
      }
      fill(pairs.getChild("value", BigIntVector.class), ROWS);
      pairs.setValueCount(ROWS);
      each(n -> { v.startNewValue(n); v.endValue(n, sizes[n]); });
    });
  }

  private static NullableBigIntHolder number(int value, boolean isSet) {
    NullableBigIntHolder holder = new NullableBigIntHolder();
    holder.isSet = isSet ? 1 : 0;
    holder.value = value;
    return holder;
  }

  private static NullableBitHolder bit(int value) {
    NullableBitHolder holder = new NullableBitHolder();
    holder.isSet = 1;
    holder.value = value;
    return holder;
  }

  private static FieldVector sparseUnion() {
    UnionVector union = UnionVector.empty("c", ALLOCATOR);
    union.allocateNew();
    for (int n = 0; n < ROWS; ++n) {
      if (n % 2 == 0) {
        union.setType(n, MinorType.BIGINT);
        union.setSafe(n, number(n, n != 4));
      } else {
        union.setType(n, MinorType.BIT);
        union.setSafe(n, bit(1));
      }
    }
    union.setValueCount(ROWS);
    return union;
  }

  private static FieldVector denseUnion() {
    DenseUnionVector union = DenseUnionVector.empty("c", ALLOCATOR);
    byte numbers = union.registerNewTypeId(child("n", INT64));
    byte bits = union.registerNewTypeId(child("b", new ArrowType.Bool()));
    union.allocateNew();
    for (int n = 0; n < ROWS; ++n) {
      union.setTypeId(n, n % 2 == 0 ? numbers : bits);
      if (n % 2 == 0) {
        union.setSafe(n, number(n, n != 4));
      } else {
        union.setSafe(n, bit(1));
      }
    }
    union.setValueCount(ROWS);
    return union;
  }

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
    each(struct::setIndexDefined);
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
    found.put("rows", () -> List.of(part(values, 0, ROWS)));
    found.put("no rows", () -> List.of(part(values, 0, 0)));
    found.put("slice", () -> List.of(part(values, 1, 3)));
    found.put("batches", () -> List.of(part(values, 0, 2), part(values, 2, 3), part(values, 0, ROWS)));
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
    each(n -> plain.setSafe(n, values[n % 3].getBytes(StandardCharsets.UTF_8)));
    plain.setValueCount(ROWS);
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
    for (Map.Entry<String, FieldVector> column : columns().entrySet()) {
      save(folder, column.getKey() + "/file/none", () -> file(part(column.getValue(), 0, ROWS)));
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
      FieldVector numbers = columns().get("int64");
      save(folder, "int64/V4" + (legacy ? " legacy" : "") + "/none",
          () -> stream(List.of(part(numbers, 0, ROWS)), new MapDictionaryProvider(), CodecType.NO_COMPRESSION, option));
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
