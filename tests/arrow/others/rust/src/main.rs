//! Streams as arrow-rs writes them, and what arrow-rs thinks of what comes back.
//!
//! ```text
//! arrow-streams write FOLDER          writes FOLDER/TYPE/SHAPE/CODEC.arrows
//! arrow-streams judge SENT ANSWERED   compares each stream in ANSWERED with that of the same name in SENT:
//!                                     "NAME<tab>ok" or what is wrong
//! ```
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::builder::*;
use arrow_array::types::*;
use arrow_array::*;
use arrow_buffer::{i256, ArrowNativeType, IntervalDayTime, IntervalMonthDayNano, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_ipc::writer::{DictionaryHandling, FileWriter, IpcWriteOptions, StreamWriter};
use arrow_ipc::CompressionType;
use arrow_schema::{DataType, Field, Fields, Schema, UnionFields};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const TEXTS: [Option<&str>; 5] = [Some(""), None, Some("é"), Some("a text of more than twelve bytes"), Some("b")];

fn numbers<T: ArrowPrimitiveType>() -> PrimitiveArray<T> {
    [Some(1), None, Some(100), Some(0), Some(7)].into_iter().map(|value| value.map(|number| T::Native::usize_as(number))).collect()
}

fn floats<T: ArrowPrimitiveType>(values: [T::Native; 4]) -> ArrayRef {
    let [a, b, c, d] = values;
    Arc::new([Some(a), None, Some(b), Some(c), Some(d)].into_iter().collect::<PrimitiveArray<T>>())
}

fn bytes() -> Vec<Option<&'static [u8]>> {
    TEXTS.iter().map(|text| text.map(str::as_bytes)).collect()
}

fn plain() -> Vec<(&'static str, ArrayRef)> {
    let half = |value: f32| half_of(value);
    vec![
        ("null", Arc::new(NullArray::new(5))),
        ("bool", Arc::new(BooleanArray::from(vec![Some(true), None, Some(false), Some(true), Some(false)]))),
        ("int8", Arc::new(numbers::<Int8Type>())),
        ("int16", Arc::new(numbers::<Int16Type>())),
        ("int32", Arc::new(numbers::<Int32Type>())),
        ("int64", Arc::new(numbers::<Int64Type>())),
        ("uint8", Arc::new(numbers::<UInt8Type>())),
        ("uint16", Arc::new(numbers::<UInt16Type>())),
        ("uint32", Arc::new(numbers::<UInt32Type>())),
        ("uint64", Arc::new(PrimitiveArray::<UInt64Type>::from(vec![Some(1), None, Some(u64::MAX), Some(0), Some(7)]))),
        ("float16", floats::<Float16Type>([half(1.0), half(-2.0), half(0.0), half(0.5)])),
        ("float32", floats::<Float32Type>([1.5, -2.0, f32::INFINITY, 0.25])),
        ("float64", floats::<Float64Type>([1.5, -2.0, 0.0, 0.25])),
        ("utf8", Arc::new(StringArray::from(TEXTS.to_vec()))),
        ("large_utf8", Arc::new(LargeStringArray::from(TEXTS.to_vec()))),
        ("utf8_view", Arc::new(StringViewArray::from(TEXTS.to_vec()))),
        ("binary", Arc::new(BinaryArray::from(bytes()))),
        ("large_binary", Arc::new(LargeBinaryArray::from(bytes()))),
        ("binary_view", Arc::new(BinaryViewArray::from(bytes()))),
        ("fixed_size_binary", Arc::new(fixed_size_binary())),
    ]
}

fn half_of(value: f32) -> <Float16Type as ArrowPrimitiveType>::Native {
    <Float16Type as ArrowPrimitiveType>::Native::from_f32(value)
}

fn fixed_size_binary() -> FixedSizeBinaryArray {
    let values = [Some([0u8, 1]), None, Some([255, 255]), Some([1, 2]), Some([0, 0])];
    FixedSizeBinaryArray::try_from_sparse_iter_with_size(values.into_iter(), 2).unwrap()
}

fn decimals() -> Vec<(&'static str, ArrayRef)> {
    let values = [Some(125), None, Some(-125), Some(0), Some(-9999)];
    vec![
        ("decimal32", Arc::new(Decimal32Array::from(values.to_vec()).with_precision_and_scale(7, 2).unwrap())),
        ("decimal64", Arc::new(Decimal64Array::from(values.map(|value| value.map(i64::from)).to_vec()).with_precision_and_scale(15, 2).unwrap())),
        ("decimal128", Arc::new(Decimal128Array::from(values.map(|value| value.map(i128::from)).to_vec()).with_precision_and_scale(30, 2).unwrap())),
        ("decimal128, negative scale", Arc::new(Decimal128Array::from(values.map(|value| value.map(i128::from)).to_vec()).with_precision_and_scale(30, -3).unwrap())),
        ("decimal256", Arc::new(values.iter().map(|value| value.map(|number| i256::from_i128(number.into()))).collect::<Decimal256Array>().with_precision_and_scale(70, 2).unwrap())),
    ]
}

fn times() -> Vec<(&'static str, ArrayRef)> {
    let days = Date32Array::from(vec![Some(19782), None, Some(-165), Some(0), Some(2932896)]);
    let milliseconds = Date64Array::from(vec![Some(19782 * 86_400_000), None, Some(-165 * 86_400_000), Some(0), Some(86_400_000)]);
    let day_times = [(1, 2), (-1, 5), (0, 0), (3, -3)].map(|(day, millisecond)| IntervalDayTime::new(day, millisecond));
    let month_day_nanos = [(1, 2, 3), (-1, 0, -1), (0, 0, 0), (1, 1, 1)].map(|(month, day, nano)| IntervalMonthDayNano::new(month, day, nano));
    vec![
        ("date32", Arc::new(days)),
        ("date64", Arc::new(milliseconds)),
        ("time32 s", floats::<Time32SecondType>([3661, 86399, 0, 43200])),
        ("time32 ms", floats::<Time32MillisecondType>([3_661_001, 86_399_999, 0, 5])),
        ("time64 us", floats::<Time64MicrosecondType>([3_661_000_001, 5, 0, 86_399_999_999])),
        ("time64 ns", floats::<Time64NanosecondType>([3_661_000_001_000, 5000, 0, 86_399_999_999_000])),
        ("timestamp s", floats::<TimestampSecondType>([1_709_210_096, -1, 0, 1])),
        ("timestamp ms", floats::<TimestampMillisecondType>([1_709_210_096_250, -1, 0, 1])),
        ("timestamp us", floats::<TimestampMicrosecondType>([1_709_210_096_250_001, -1, 0, 1])),
        ("timestamp ns", floats::<TimestampNanosecondType>([1_709_210_096_250_001_000, -1000, 0, 1000])),
        ("timestamp us UTC", Arc::new(numbers::<TimestampMicrosecondType>().with_timezone("UTC"))),
        ("timestamp ms Vienna", Arc::new(numbers::<TimestampMillisecondType>().with_timezone("Europe/Vienna"))),
        ("timestamp s +05:30", Arc::new(numbers::<TimestampSecondType>().with_timezone("+05:30"))),
        ("duration s", floats::<DurationSecondType>([1, -1, 0, 86400])),
        ("duration ms", floats::<DurationMillisecondType>([1, -1, 0, 86400])),
        ("duration us", floats::<DurationMicrosecondType>([1, -1, 0, 86400])),
        ("duration ns", floats::<DurationNanosecondType>([1000, -1000, 0, 86_400_000])),
        ("interval months", floats::<IntervalYearMonthType>([1, -14, 0, 7])),
        ("interval day time", floats::<IntervalDayTimeType>(day_times)),
        ("interval month day nano", floats::<IntervalMonthDayNanoType>(month_day_nanos)),
    ]
}

fn valid() -> Option<NullBuffer> {
    Some(NullBuffer::from(vec![true, false, true, true, true]))
}

fn item(kind: &DataType) -> Arc<Field> {
    Arc::new(Field::new_list_field(kind.clone(), true))
}

fn nested() -> Vec<(&'static str, ArrayRef)> {
    let values: ArrayRef = Arc::new(Int32Array::from(vec![Some(1), None, Some(3), Some(4), Some(5), Some(6), Some(7), Some(8), Some(9), None]));
    let field = item(&DataType::Int32);
    let members = Fields::from(vec![Field::new("n", DataType::Int64, true), Field::new("s", DataType::Utf8, true)]);
    let columns: Vec<ArrayRef> = vec![Arc::new(numbers::<Int64Type>()), Arc::new(StringArray::from(TEXTS.to_vec()))];
    let sizes = [2, 0, 0, 3, 1];
    let large = |starts: [i64; 5]| ScalarBuffer::from(starts.to_vec());
    vec![
        ("list", Arc::new(ListArray::new(field.clone(), OffsetBuffer::from_lengths(sizes), values.clone(), valid()))),
        ("large_list", Arc::new(LargeListArray::new(field.clone(), OffsetBuffer::from_lengths(sizes), values.clone(), valid()))),
        ("list_view", Arc::new(ListViewArray::new(field.clone(), vec![7, 0, 0, 2, 1].into(), vec![2, 0, 0, 3, 1].into(), values.clone(), valid()))),
        ("large_list_view", Arc::new(LargeListViewArray::new(field.clone(), large([7, 0, 0, 2, 1]), large([2, 0, 0, 3, 1]), values.clone(), valid()))),
        ("fixed_size_list", Arc::new(FixedSizeListArray::new(field.clone(), 2, values.clone(), valid()))),
        ("struct", Arc::new(StructArray::new(members.clone(), columns.clone(), valid()))),
        ("struct without fields", Arc::new(StructArray::new_empty_fields(5, valid()))),
        ("map", map(false)),
        ("map, keys sorted", map(true)),
        ("sparse_union", union(&members, &columns, false, [0, 1])),
        ("dense_union", union(&members, &columns, true, [0, 1])),
        ("dense_union, own codes", union(&members, &columns, true, [5, 9])),
    ]
}

fn map(sorted: bool) -> ArrayRef {
    let keys: ArrayRef = Arc::new(StringArray::from(vec!["a", "b", "c", "d", "e"]));
    let fields = Fields::from(vec![Field::new("keys", DataType::Utf8, false), Field::new("values", DataType::Int64, true)]);
    let entries = StructArray::new(fields, vec![keys, Arc::new(numbers::<Int64Type>())], None);
    let field = Arc::new(Field::new("entries", entries.data_type().clone(), false));
    Arc::new(MapArray::new(field, OffsetBuffer::from_lengths([2, 0, 0, 2, 1]), entries, valid(), sorted))
}

fn union(members: &Fields, columns: &[ArrayRef], dense: bool, codes: [i8; 2]) -> ArrayRef {
    let fields = UnionFields::try_new(codes, members.iter().map(|field| field.as_ref().clone())).unwrap();
    let which = [0, 0, 1, 1, 0].map(|member: usize| codes[member]).to_vec();
    let offsets = dense.then(|| ScalarBuffer::from(vec![0, 1, 2, 3, 4]));
    Arc::new(UnionArray::try_new(fields, which.into(), offsets, columns.to_vec()).unwrap())
}

fn dictionaries() -> Vec<(&'static str, ArrayRef)> {
    let keys = || vec![Some(0), None, Some(1), Some(0), Some(2)];
    let texts: ArrayRef = Arc::new(StringArray::from(vec!["red", "green", "a text of more than twelve bytes"]));
    let nulls: ArrayRef = Arc::new(StringArray::from(vec![Some("red"), None, Some("blue")]));
    let views: ArrayRef = Arc::new(StringViewArray::from(vec!["red", "green", "a text of more than twelve bytes"]));
    let structs: ArrayRef = Arc::new(StructArray::from(vec![(Arc::new(Field::new("n", DataType::Int8, true)), Arc::new(Int8Array::from(vec![1, 2, 3])) as ArrayRef)]));
    let decimal: ArrayRef = Arc::new(Decimal128Array::from(vec![1, -1, 125]).with_precision_and_scale(10, 2).unwrap());
    vec![
        ("dictionary by int8", Arc::new(DictionaryArray::new(Int8Array::from(keys()), texts.clone()))),
        ("dictionary by uint8", Arc::new(DictionaryArray::new(keys().into_iter().map(|key| key.map(|value| value as u8)).collect::<UInt8Array>(), texts.clone()))),
        ("dictionary by int64", Arc::new(DictionaryArray::new(keys().into_iter().map(|key| key.map(i64::from)).collect::<Int64Array>(), texts))),
        ("dictionary with a null", Arc::new(DictionaryArray::new(Int8Array::from(keys()), nulls))),
        ("dictionary of views", Arc::new(DictionaryArray::new(Int8Array::from(keys()), views.clone()))),
        ("dictionary of structs", Arc::new(DictionaryArray::new(Int8Array::from(keys()), structs))),
        ("dictionary of decimals", Arc::new(DictionaryArray::new(Int8Array::from(keys()), decimal))),
        ("runs by int16", Arc::new(RunArray::try_new(&Int16Array::from(vec![2, 3, 5]), &StringArray::from(vec![Some("x"), None, Some("y")])).unwrap())),
        ("runs by int32", Arc::new(RunArray::try_new(&Int32Array::from(vec![2, 3, 5]), &views).unwrap())),
        ("runs by int64", Arc::new(RunArray::try_new(&Int64Array::from(vec![2, 3, 5]), &Float64Array::from(vec![Some(1.5), None, Some(-2.0)])).unwrap())),
    ]
}

fn in_list(values: &ArrayRef) -> ArrayRef {
    let lengths = [2, 0, values.len() - 2];
    Arc::new(ListArray::new(item(values.data_type()), OffsetBuffer::from_lengths(lengths), values.clone(), None))
}

fn in_struct(values: &ArrayRef) -> ArrayRef {
    Arc::new(StructArray::from(vec![(Arc::new(Field::new("c", values.data_type().clone(), true)), values.clone())]))
}

/// The type and the columns of the batches that one column makes.
fn shapes(values: &ArrayRef) -> Vec<(&'static str, DataType, Vec<ArrayRef>)> {
    let kind = values.data_type().clone();
    let slice = values.slice(1, 4);
    let (listed, structured) = (in_list(values), in_struct(values));
    vec![
        ("rows", kind.clone(), vec![values.clone()]),
        ("no rows", kind.clone(), vec![values.slice(0, 0)]),
        ("no batch", kind.clone(), vec![]),
        ("slice", kind.clone(), vec![values.slice(1, 3)]),
        ("batches", kind.clone(), vec![values.slice(0, 2), values.slice(2, 3), values.clone()]),
        ("in struct", structured.data_type().clone(), vec![structured.clone(), structured.slice(2, 2)]),
        ("in list", listed.data_type().clone(), vec![listed.clone(), listed.slice(1, 2)]),
        ("slices in list", listed.data_type().clone(), vec![in_list(&slice), listed]),
    ]
}

fn stream(kind: DataType, batches: &[ArrayRef], options: IpcWriteOptions) -> Result<Vec<u8>> {
    let notes = HashMap::from([("note".to_string(), "with an é".to_string())]);
    let field = Field::new("c", kind, true).with_metadata(notes.clone());
    let schema = Arc::new(Schema::new_with_metadata(vec![field], notes));
    let mut writer = StreamWriter::try_new_with_options(Vec::new(), &schema, options)?;
    for column in batches {
        writer.write(&RecordBatch::try_new(schema.clone(), vec![column.clone()])?)?;
    }
    writer.finish()?;
    Ok(writer.into_inner()?)
}

fn file(column: &ArrayRef) -> Result<Vec<u8>> {
    let schema = Arc::new(Schema::new(vec![Field::new("c", column.data_type().clone(), true)]));
    let mut writer = FileWriter::try_new(Vec::new(), &schema)?;
    for column in [column.clone(), column.slice(1, 3)] {
        writer.write(&RecordBatch::try_new(schema.clone(), vec![column])?)?;
    }
    writer.finish()?;
    Ok(writer.into_inner()?)
}

/// Batches whose dictionary grows, sent as deltas.
fn growing() -> Result<Vec<u8>> {
    let mut builder = StringDictionaryBuilder::<Int8Type>::new();
    let mut batches: Vec<ArrayRef> = vec![];
    for count in 1..5 {
        for value in 0..count {
            builder.append_value(value.to_string());
        }
        batches.push(Arc::new(builder.finish_preserve_values()));
    }
    let options = IpcWriteOptions::default().with_dictionary_handling(DictionaryHandling::Delta);
    stream(batches[0].data_type().clone(), &batches, options)
}

fn save(folder: &Path, name: &str, data: Result<Vec<u8>>) -> Result<()> {
    match data {
        Err(error) => eprintln!("{name}: arrow-rs cannot write it: {error}"),
        Ok(data) => {
            let path = folder.join(name).with_file_name(format!("{}.arrows", name.rsplit('/').next().unwrap()));
            fs::create_dir_all(path.parent().unwrap())?;
            fs::write(path, data)?;
        }
    }
    Ok(())
}

fn write(folder: &Path) -> Result<()> {
    let codecs = [("none", None), ("zstd", Some(CompressionType::ZSTD)), ("lz4", Some(CompressionType::LZ4_FRAME))];
    for (name, values) in [plain(), decimals(), times(), nested(), dictionaries()].concat() {
        save(folder, &format!("{name}/file/none"), file(&values))?;
        for (shape, kind, batches) in shapes(&values) {
            for (codec, compression) in codecs {
                let options = IpcWriteOptions::default().try_with_compression(compression)?;
                save(folder, &format!("{name}/{shape}/{codec}"), stream(kind.clone(), &batches, options))?;
            }
        }
    }
    save(folder, "dictionary by int8/deltas/none", growing())
}

fn read(path: &Path) -> Result<(Arc<Schema>, Vec<RecordBatch>)> {
    if fs::read(path)?.starts_with(b"ARROW1") {
        let reader = FileReader::try_new(fs::File::open(path)?, None)?;
        let schema = reader.schema();
        return Ok((schema, reader.collect::<std::result::Result<_, _>>()?));
    }
    let reader = StreamReader::try_new(fs::File::open(path)?, None)?;
    let schema = reader.schema();
    Ok((schema, reader.collect::<std::result::Result<_, _>>()?))
}

/// In what an answer differs from what was sent; None: in nothing.
fn difference(sent: &Path, answered: &Path) -> Option<String> {
    let (schema, batches) = match read(sent) {
        Err(error) => return Some(format!("arrow-rs cannot read what it sent: {error}")),
        Ok(found) => found,
    };
    let (got_schema, got_batches) = match read(answered) {
        Err(error) => return Some(format!("arrow-rs cannot read the answer: {error}")),
        Ok(found) => found,
    };
    if got_schema != schema {
        return Some(format!("another schema: {got_schema} instead of {schema}"));
    }
    if got_batches.len() != batches.len() {
        return Some(format!("{} batches instead of {}", got_batches.len(), batches.len()));
    }
    let at = (0..batches.len()).find(|&n| got_batches[n] != batches[n])?;
    Some(format!("batch {at}: {:?} instead of {:?}", got_batches[at].columns(), batches[at].columns()))
}

fn streams_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = vec![];
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(streams_in(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn judge(sent: &Path, answered: &Path) -> Result<()> {
    for path in streams_in(answered)? {
        let name = path.strip_prefix(answered)?.to_str().unwrap();
        let original = sent.join(name.replace(".values", ""));
        // What panics in arrow-rs is a finding about one stream, not the end of all.
        let found = std::panic::catch_unwind(|| difference(&original, &path)).unwrap_or(Some("arrow-rs panics".to_string()));
        println!("{name}\t{}", found.unwrap_or("ok".to_string()).split_whitespace().collect::<Vec<_>>().join(" "));
    }
    Ok(())
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[1..] {
        ["write", folder] => write(Path::new(folder)),
        ["judge", sent, answered] => judge(Path::new(sent), Path::new(answered)),
        _ => Err("usage: arrow-streams write FOLDER | judge SENT ANSWERED".into()),
    }
}
