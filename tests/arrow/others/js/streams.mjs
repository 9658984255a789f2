// Streams as arrow-js writes them.  usage: node streams.mjs FOLDER: writes FOLDER/TYPE/SHAPE.arrows
import { mkdirSync, writeFileSync } from "node:fs";
import * as arrow from "apache-arrow";

const day = new Date("2024-02-29T12:30:15.250Z");
const columns = {
  "default strings": arrow.tableFromArrays({ c: ["red", null, "blue", "red"] }),
  "default numbers": arrow.tableFromArrays({ c: Int32Array.of(1, -2, 3), d: Float64Array.of(0.5, NaN, -0), e: BigInt64Array.of(1n, -(2n ** 63n), 5n) }),
};
const typed = {
  Null: [new arrow.Null(), [null, null]],
  Bool: [new arrow.Bool(), [true, null, false]],
  Int8: [new arrow.Int8(), [1, null, -128]],
  Uint64: [new arrow.Uint64(), [1n, null, 2n ** 64n - 1n]],
  Float16: [new arrow.Float16(), [1, null, -2]],
  Float32: [new arrow.Float32(), [0.5, null, -2]],
  Utf8: [new arrow.Utf8(), ["", "é", null, "longer than twelve bytes"]],
  LargeUtf8: [new arrow.LargeUtf8(), ["a", null, "bc"]],
  Binary: [new arrow.Binary(), [Uint8Array.of(1, 2), null, Uint8Array.of()]],
  FixedSizeBinary: [new arrow.FixedSizeBinary(3), [Uint8Array.of(1, 2, 3), null]],
  DateDay: [new arrow.DateDay(), [day, null]],
  DateMillisecond: [new arrow.DateMillisecond(), [new Date("2024-02-29"), null]],
  TimeSecond: [new arrow.TimeSecond(), [3661, null]],
  TimeMicrosecond: [new arrow.TimeMicrosecond(), [3661000001n, null]],
  TimestampMillisecond: [new arrow.TimestampMillisecond(), [day.getTime(), null]],
  "TimestampMicrosecond UTC": [new arrow.TimestampMicrosecond("UTC"), [day.getTime(), null]],
  DurationSecond: [new arrow.DurationSecond(), [5n, null, -5n]],
  List: [new arrow.List(new arrow.Field("item", new arrow.Int32(), true)), [[1, null], [], null, [3]]],
  FixedSizeList: [new arrow.FixedSizeList(2, new arrow.Field("item", new arrow.Int16(), true)), [[1, 2], null, [3, 4]]],
  Struct: [new arrow.Struct([new arrow.Field("a", new arrow.Int32(), true), new arrow.Field("b", new arrow.Utf8(), true)]), [{ a: 1, b: "x" }, { a: null, b: null }]],
  Map: [new arrow.Map_(new arrow.Field("entries", new arrow.Struct([new arrow.Field("key", new arrow.Utf8(), false), new arrow.Field("value", new arrow.Int32(), true)]), false)), [new Map([["k", 1]]), new Map()]],
  Dictionary: [new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8()), ["a", "b", null, "a"]],
};
for (const [name, [type, values]] of Object.entries(typed)) {
  try {
    columns[name] = new arrow.Table({ c: arrow.vectorFromArray(values, type) });
  } catch (error) {
    console.error(`${name}: arrow-js cannot build it: ${error.message}`);
  }
}
for (const [name, table] of Object.entries(columns)) {
  const folder = `${process.argv[2]}/${name}`;
  mkdirSync(folder, { recursive: true });
  const write = (shape, batches) => writeFileSync(`${folder}/${shape}.arrows`, arrow.RecordBatchStreamWriter.writeAll(batches).toUint8Array(true));
  write("rows", table.batches);
  write("batches", [...table.batches, ...table.batches]);
  write("no rows", table.batches.map((batch) => batch.slice(0, 0)));
  write("slice", table.batches.map((batch) => batch.slice(1)));
}
