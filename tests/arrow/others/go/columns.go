package main

import (
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/extensions"
)

// column is a type and its values, as arrow-go reads them from JSON.
type column struct {
	kind arrow.DataType
	json string
}

const (
	numbers  = `[1, null, 100, 0, 7]`
	spans    = `[1000, null, -100000, 0, 7000]` // of nanoseconds Python keeps whole microseconds
	texts    = `["", null, "é", "a text of more than twelve bytes", "b"]`
	bytes64  = `["", null, "AAE=", "YSB0ZXh0IG9mIG1vcmUgdGhhbiB0d2VsdmUgYnl0ZXM=", "Yg=="]`
	decimals = `["1.25", null, "-1.25", "0.00", "-99.99"]`
	lists    = `[[1, null], null, [], [2, 3, 4], [5]]`
	pairs    = `[[1, null], null, [2, 3], [4, 5], [6, 7]]`
	maps     = `[[{"key": "a", "value": 1}, {"key": "b", "value": null}], null, [], [{"key": "c", "value": 2}], []]`
	unions   = `[[0, 1], [1, "a"], [0, null], [1, "b"], [0, 5]]`
)

func columns() map[string]column {
	child := arrow.Field{Name: "n", Type: arrow.PrimitiveTypes.Int64, Nullable: true}
	members := []arrow.Field{child, {Name: "s", Type: arrow.BinaryTypes.String, Nullable: true}}
	found := map[string]column{
		"null":              {arrow.Null, `[null, null, null, null, null]`},
		"bool":              {arrow.FixedWidthTypes.Boolean, `[true, null, false, true, false]`},
		"float16":           {arrow.FixedWidthTypes.Float16, numbers},
		"utf8":              {arrow.BinaryTypes.String, texts},
		"large_utf8":        {arrow.BinaryTypes.LargeString, texts},
		"utf8_view":         {arrow.BinaryTypes.StringView, texts},
		"binary":            {arrow.BinaryTypes.Binary, bytes64},
		"large_binary":      {arrow.BinaryTypes.LargeBinary, bytes64},
		"binary_view":       {arrow.BinaryTypes.BinaryView, bytes64},
		"fixed_size_binary": {&arrow.FixedSizeBinaryType{ByteWidth: 2}, `["AAE=", null, "Yg8=", "//8=", "AAA="]`},
		"decimal32":         {&arrow.Decimal32Type{Precision: 7, Scale: 2}, decimals},
		"decimal64":         {&arrow.Decimal64Type{Precision: 15, Scale: 2}, decimals},
		"decimal128":        {&arrow.Decimal128Type{Precision: 30, Scale: 2}, decimals},
		"decimal256":        {&arrow.Decimal256Type{Precision: 70, Scale: 2}, decimals},
		"date32":            {arrow.FixedWidthTypes.Date32, `["2024-02-29", null, "1969-07-20", "1970-01-01", "9999-12-31"]`},
		"date64":            {arrow.FixedWidthTypes.Date64, `["2024-02-29", null, "1969-07-20", "1970-01-01", "9999-12-31"]`},
		"interval months":   {arrow.FixedWidthTypes.MonthInterval, `[{"months": 1}, null, {"months": -14}, {"months": 0}, {"months": 7}]`},
		"interval day time": {arrow.FixedWidthTypes.DayTimeInterval, `[{"days": 1, "milliseconds": 2}, null, {"days": -1, "milliseconds": 5}, {"days": 0, "milliseconds": 0}, {"days": 3, "milliseconds": -3}]`},
		"interval month day nano": {arrow.FixedWidthTypes.MonthDayNanoInterval,
			`[{"months": 1, "days": 2, "nanoseconds": 3}, null, {"months": -1, "days": 0, "nanoseconds": -1}, {"months": 0, "days": 0, "nanoseconds": 0}, {"months": 1, "days": 1, "nanoseconds": 1}]`},
		"list":                           {arrow.ListOf(child.Type), lists},
		"large_list":                     {arrow.LargeListOf(child.Type), lists},
		"list_view":                      {arrow.ListViewOf(child.Type), lists},
		"large_list_view":                {arrow.LargeListViewOf(child.Type), lists},
		"fixed_size_list":                {arrow.FixedSizeListOf(2, child.Type), pairs},
		"list of list_view":              {arrow.ListOf(arrow.ListViewOf(arrow.BinaryTypes.StringView)), `[[["a", null], []], null, [], [null], [["a text of more than twelve bytes"]]]`},
		"struct":                         {arrow.StructOf(members...), `[{"n": 1, "s": "a"}, null, {"n": null, "s": null}, {"n": 3, "s": ""}, {"n": 4, "s": "d"}]`},
		"struct without fields":          {arrow.StructOf(), `[{}, null, {}, {}, {}]`},
		"map":                            {arrow.MapOf(arrow.BinaryTypes.String, arrow.PrimitiveTypes.Int32), maps},
		"map of lists":                   {arrow.MapOf(arrow.BinaryTypes.String, arrow.ListOf(arrow.PrimitiveTypes.Int8)), `[[{"key": "a", "value": [1, null]}], null, [], [{"key": "b", "value": []}], []]`},
		"sparse_union":                   {arrow.SparseUnionOf(members, []arrow.UnionTypeCode{0, 1}), unions},
		"dense_union":                    {arrow.DenseUnionOf(members, []arrow.UnionTypeCode{0, 1}), unions},
		"dense_union, own codes":         {arrow.DenseUnionOf(members, []arrow.UnionTypeCode{5, 9}), strings.NewReplacer("[0,", "[5,", "[1,", "[9,").Replace(unions)},
		"dictionary":                     {&arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int8, ValueType: arrow.BinaryTypes.String}, `["a", null, "b", "a", "c"]`},
		"dictionary, ordered, by uint32": {&arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Uint32, ValueType: arrow.PrimitiveTypes.Int64, Ordered: true}, numbers},
		"runs by int16":                  {arrow.RunEndEncodedOf(arrow.PrimitiveTypes.Int16, arrow.BinaryTypes.String), `["a", "a", null, null, "b"]`},
		"runs by int64":                  {arrow.RunEndEncodedOf(arrow.PrimitiveTypes.Int64, arrow.PrimitiveTypes.Int32), `[1, 1, null, 2, 2]`},
		"extension uuid":                 {extensions.NewUUIDType(), `["00112233-4455-6677-8899-aabbccddeeff", null, "00000000-0000-0000-0000-000000000000", null, "ffffffff-ffff-ffff-ffff-ffffffffffff"]`},
		"extension bool8":                {extensions.NewBool8Type(), `[true, null, false, true, false]`},
	}
	for _, kind := range []arrow.DataType{
		arrow.PrimitiveTypes.Int8, arrow.PrimitiveTypes.Int16, arrow.PrimitiveTypes.Int32, arrow.PrimitiveTypes.Int64,
		arrow.PrimitiveTypes.Uint8, arrow.PrimitiveTypes.Uint16, arrow.PrimitiveTypes.Uint32, arrow.PrimitiveTypes.Uint64,
		arrow.PrimitiveTypes.Float32, arrow.PrimitiveTypes.Float64,
	} {
		found[kind.Name()] = column{kind, numbers}
	}
	for _, unit := range []arrow.TimeUnit{arrow.Second, arrow.Millisecond, arrow.Microsecond, arrow.Nanosecond} {
		found["duration "+unit.String()] = column{&arrow.DurationType{Unit: unit}, spans}
		moments := `["2024-02-29 12:30:15", null, "1969-12-31 23:59:59", "1970-01-01 00:00:00", "2100-01-01 00:00:00"]`
		zoned := `["2024-02-29 12:30:15Z", null, "1969-12-31 23:59:59Z", "1970-01-01 00:00:00Z", "2100-01-01 00:00:00Z"]`
		found["timestamp "+unit.String()] = column{&arrow.TimestampType{Unit: unit}, moments}
		found["timestamp "+unit.String()+" Vienna"] = column{&arrow.TimestampType{Unit: unit, TimeZone: "Europe/Vienna"}, zoned}
		var kind arrow.DataType = &arrow.Time32Type{Unit: unit}
		if unit >= arrow.Microsecond {
			kind = &arrow.Time64Type{Unit: unit}
		}
		found["time "+unit.String()] = column{kind, `["01:02:03", null, "23:59:59", "00:00:00", "12:00:00"]`}
	}
	return found
}
