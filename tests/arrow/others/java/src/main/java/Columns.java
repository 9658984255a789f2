import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.apache.arrow.vector.*;
import org.apache.arrow.vector.complex.*;
import org.apache.arrow.vector.holders.NullableBigIntHolder;
import org.apache.arrow.vector.holders.NullableBitHolder;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** A column of each type: five rows, of which row 1 is null. */
final class Columns {
  static final int ROWS = 5;
  private static final int[] NUMBERS = {1, 0, 100, 0, 7};
  private static final String[] TEXTS = {"", "", "é", "a text of more than twelve bytes", "b"};
  private static final ArrowType INT64 = new ArrowType.Int(64, true);

  private Columns() {}

  static void each(IntConsumer set) {
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
    FieldVector vector = field.createVector(Streams.ALLOCATOR);
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

  static Map<String, FieldVector> columns() {
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
    UnionVector union = UnionVector.empty("c", Streams.ALLOCATOR);
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
    DenseUnionVector union = DenseUnionVector.empty("c", Streams.ALLOCATOR);
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
}
