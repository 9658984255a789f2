//! A column of each type.
use std::sync::Arc;

use arrow_array::types::*;
use arrow_array::*;
use arrow_buffer::{i256, ArrowNativeType, IntervalDayTime, IntervalMonthDayNano, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Fields, UnionFields};

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

pub fn item(kind: &DataType) -> Arc<Field> {
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

/// (name, five values) of each type; row 1 is null.
pub fn columns() -> Vec<(&'static str, ArrayRef)> {
    [plain(), decimals(), times(), nested(), dictionaries()].concat()
}
