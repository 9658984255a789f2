// Streams as arrow-js writes them, and what arrow-js thinks of what comes back.
//   node streams.mjs write FOLDER          writes FOLDER/TYPE/SHAPE/CODEC.arrows
//   node streams.mjs judge SENT ANSWERED   compares each stream in ANSWERED with that of the same name in SENT: "NAME<tab>ok" or what is wrong
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as arrow from "apache-arrow";
import lz4 from "lz4js";

// arrow-js has no codec of its own; with one it reads what others compress. What it compresses itself nobody else reads: it puts the
// compressed length where the format wants the other one (21.2.0).
arrow.compressionRegistry.set(arrow.CompressionType.LZ4_FRAME, { decode: lz4.decompress });

const day = new Date("2024-02-29T00:00:00.000Z");
const moment = new Date("2024-02-29T12:30:15.000Z").getTime();
const field = (name, type, nullable = true) => new arrow.Field(name, type, nullable);
const members = [field("n", new arrow.Int32()), field("s", new arrow.Utf8())];
const entries = (value) => field("entries", new arrow.Struct([field("key", new arrow.Utf8(), false), field("value", value)]), false);
const columns = {
  "default strings": arrow.tableFromArrays({ c: ["red", null, "blue", "red"] }),
  "default numbers": arrow.tableFromArrays({ c: Int32Array.of(1, -2, 3), d: Float64Array.of(0.5, NaN, -0), e: BigInt64Array.of(1n, -(2n ** 63n), 5n) }),
  "default of JSON": arrow.tableFromJSON([{ c: 1, d: "a" }, { c: null, d: "b" }, { c: 2.5, d: null }]),
};
const typed = {
  Null: [new arrow.Null(), [null, null]],
  Bool: [new arrow.Bool(), [true, null, false]],
  Int8: [new arrow.Int8(), [1, null, -128]],
  Int16: [new arrow.Int16(), [1, null, -128]],
  Int32: [new arrow.Int32(), [1, null, -128]],
  Int64: [new arrow.Int64(), [1n, null, -(2n ** 63n)]],
  Uint8: [new arrow.Uint8(), [1, null, 255]],
  Uint16: [new arrow.Uint16(), [1, null, 65535]],
  Uint32: [new arrow.Uint32(), [1, null, 2 ** 32 - 1]],
  Uint64: [new arrow.Uint64(), [1n, null, 2n ** 64n - 1n]],
  Float16: [new arrow.Float16(), [1, null, -2]],
  Float32: [new arrow.Float32(), [0.5, null, -2]],
  Float64: [new arrow.Float64(), [0.5, null, -2]],
  Utf8: [new arrow.Utf8(), ["", "é", null, "longer than twelve bytes"]],
  LargeUtf8: [new arrow.LargeUtf8(), ["a", null, "bc"]],
  Binary: [new arrow.Binary(), [Uint8Array.of(1, 2), null, Uint8Array.of()]],
  LargeBinary: [new arrow.LargeBinary(), [Uint8Array.of(1, 2), null, Uint8Array.of()]],
  FixedSizeBinary: [new arrow.FixedSizeBinary(3), [Uint8Array.of(1, 2, 3), null, Uint8Array.of(0, 0, 255)]],
  Decimal: [new arrow.Decimal(2, 20, 128), [Uint32Array.of(125, 0, 0, 0), null, Uint32Array.of(2 ** 32 - 125, 2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1)]],
  DateDay: [new arrow.DateDay(), [day, null, new Date(0)]],
  DateMillisecond: [new arrow.DateMillisecond(), [day, null, new Date(0)]],
  TimeSecond: [new arrow.TimeSecond(), [3661, null, 0]],
  TimeMillisecond: [new arrow.TimeMillisecond(), [3661001, null, 0]],
  TimeMicrosecond: [new arrow.TimeMicrosecond(), [3661000001n, null, 0n]],
  TimeNanosecond: [new arrow.TimeNanosecond(), [3661000001000n, null, 0n]],
  TimestampSecond: [new arrow.TimestampSecond(), [moment, null, -1000]],
  TimestampMillisecond: [new arrow.TimestampMillisecond(), [moment, null, -1000]],
  TimestampMicrosecond: [new arrow.TimestampMicrosecond(), [moment, null, -1000]],
  TimestampNanosecond: [new arrow.TimestampNanosecond(), [moment, null, -1000]],
  "TimestampMicrosecond UTC": [new arrow.TimestampMicrosecond("UTC"), [moment, null, -1000]],
  "TimestampMillisecond Vienna": [new arrow.TimestampMillisecond("Europe/Vienna"), [moment, null, -1000]],
  DurationSecond: [new arrow.DurationSecond(), [5n, null, -5n]],
  DurationMillisecond: [new arrow.DurationMillisecond(), [5n, null, -5n]],
  DurationMicrosecond: [new arrow.DurationMicrosecond(), [5n, null, -5n]],
  DurationNanosecond: [new arrow.DurationNanosecond(), [5000n, null, -5000n]],
  IntervalYearMonth: [new arrow.IntervalYearMonth(), [Int32Array.of(1), null, Int32Array.of(-14)]],
  IntervalDayTime: [new arrow.IntervalDayTime(), [Int32Array.of(1, 2), null, Int32Array.of(-1, 5)]],
  IntervalMonthDayNano: [new arrow.IntervalMonthDayNano(), [Int32Array.of(1, 2, 3, 0), null, Int32Array.of(-1, 0, -1, -1)]],
  List: [new arrow.List(field("item", new arrow.Int32())), [[1, null], [], null, [3]]],
  "List of lists": [new arrow.List(field("item", new arrow.List(field("item", new arrow.Utf8())))), [[["a", null], []], null, [null], []]],
  FixedSizeList: [new arrow.FixedSizeList(2, field("item", new arrow.Int16())), [[1, 2], null, [3, 4]]],
  Struct: [new arrow.Struct(members), [{ n: 1, s: "x" }, { n: null, s: null }, { n: 3, s: "" }]],
  "Struct in struct": [new arrow.Struct([field("c", new arrow.Struct(members))]), [{ c: { n: 1, s: "x" } }, { c: { n: null, s: "y" } }]],
  "List of structs": [new arrow.List(field("item", new arrow.Struct(members))), [[{ n: 1, s: "x" }], null, []]],
  Map: [new arrow.Map_(entries(new arrow.Int32())), [new Map([["k", 1], ["l", null]]), null, new Map()]],
  "Map, keys sorted": [new arrow.Map_(entries(new arrow.Int32()), true), [new Map([["k", 1]]), null, new Map()]],
  SparseUnion: [new arrow.SparseUnion(Int32Array.of(0, 1), members), [1, "a", 2], (x) => (typeof x === "string" ? 1 : 0)],
  DenseUnion: [new arrow.DenseUnion(Int32Array.of(0, 1), members), [1, "a", 2], (x) => (typeof x === "string" ? 1 : 0)],
  Dictionary: [new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8()), ["a", "b", null, "a"]],
  "Dictionary of numbers": [new arrow.Dictionary(new arrow.Float64(), new arrow.Uint32()), [0.5, 1.5, null, 0.5]],
};

function built(type, values, valueToChildTypeId) {
  const builder = arrow.makeBuilder({ type, nullValues: [null], ...(valueToChildTypeId && { valueToChildTypeId: (_, value) => valueToChildTypeId(value) }) });
  values.forEach((value) => builder.append(value));
  return builder.finish().toVector();
}

function save(path, make) {
  try {
    const data = make();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, data);
  } catch (error) {
    console.error(`${path.split("/").slice(-3).join("/")}: arrow-js cannot write it: ${error.message}`);
  }
}

function write(folder) {
  for (const [name, [type, values, choose]] of Object.entries(typed)) {
    try {
      columns[name] = new arrow.Table({ c: built(type, values, choose) });
    } catch (error) {
      console.error(`${name}: arrow-js cannot build it: ${error.message}`);
    }
  }
  for (const [name, table] of Object.entries(columns)) {
    const shapes = {
      rows: () => table.batches, batches: () => [...table.batches, ...table.batches], "no rows": () => table.batches.map((batch) => batch.slice(0, 0)),
      slice: () => table.batches.map((batch) => batch.slice(1)), "slices after each other": () => table.batches.flatMap((batch) => [batch.slice(0, 1), batch.slice(1, 2)]),
    };
    save(`${folder}/${name}/file/none.arrows`, () => arrow.tableToIPC(table, "file"));
    for (const [shape, batches] of Object.entries(shapes)) {
      save(`${folder}/${name}/${shape}/none.arrows`, () => arrow.RecordBatchStreamWriter.writeAll(batches()).toUint8Array(true));
    }
  }
}

const shown = (value) => JSON.stringify(value, (_, part) => {
  if (typeof part === "bigint") return `${part}n`;
  if (typeof part === "number" && !Number.isFinite(part)) return `${part}`;
  if (part instanceof arrow.Vector || ArrayBuffer.isView(part)) return [...part];
  return part;
});

/** A stream as text of its types and, row by row, its values. */
function read(path) {
  const table = arrow.tableFromIPC(readFileSync(path));
  const fields = table.schema.fields.map((each) => [each.name, `${each.type}`, each.nullable, [...each.metadata]]);
  return shown([fields, [...table.schema.metadata], table.numRows, table.schema.fields.map((_, n) => [...table.getChildAt(n)])]);
}

function difference(sent, answered) {
  let expected;
  try {
    expected = read(sent);
  } catch (error) {
    return `arrow-js cannot read what it sent: ${error.message}`;
  }
  try {
    const got = read(answered);
    return got === expected ? "ok" : `${got} instead of ${expected}`;
  } catch (error) {
    return `arrow-js cannot read the answer: ${error.message}`;
  }
}

function judge(sent, answered) {
  for (const name of readdirSync(answered, { recursive: true }).filter((each) => each.endsWith(".arrows")).sort()) {
    console.log(`${name}\t${difference(`${sent}/${name.replace(".values", "")}`, `${answered}/${name}`).replace(/\s+/g, " ")}`);
  }
}

const [, , mode, ...folders] = process.argv;
if (mode === "write" && folders.length === 1) {
  write(folders[0]);
} else if (mode === "judge" && folders.length === 2) {
  judge(...folders);
} else {
  console.error("usage: write FOLDER | judge SENT ANSWERED");
  process.exit(2);
}
