// Streams as arrow-go writes them, and what arrow-go thinks of what comes back.
//
//	go run . write FOLDER          writes FOLDER/TYPE/SHAPE/CODEC.arrows
//	go run . judge SENT ANSWERED   compares each stream in ANSWERED with that of the same name in SENT: "NAME<tab>ok" or what is wrong
package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/endian"
	"github.com/apache/arrow-go/v18/arrow/extensions"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

var allocator = memory.NewGoAllocator()

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

func inList(values arrow.Array) arrow.Array {
	offsets := arrow.Int32Traits.CastToBytes([]int32{0, 2, 2, int32(values.Len())})
	data := array.NewData(arrow.ListOf(values.DataType()), 3, []*memory.Buffer{nil, memory.NewBufferBytes(offsets)},
		[]arrow.ArrayData{values.Data()}, 0, 0)
	return array.MakeFromData(data)
}

func inStruct(values arrow.Array) arrow.Array {
	made, err := array.NewStructArray([]arrow.Array{values}, []string{"c"})
	check(err)
	return made
}

// shapes are the columns of the batches that one column makes.
func shapes(values arrow.Array) map[string][]arrow.Array {
	length := int64(values.Len())
	slice := array.NewSlice(values, 1, length-1)
	return map[string][]arrow.Array{
		"rows": {values}, "no rows": {array.NewSlice(values, 0, 0)}, "no batch": {}, "slice": {slice},
		"batches":   {array.NewSlice(values, 0, 2), array.NewSlice(values, 2, length), values},
		"in struct": {inStruct(values)}, "in list": {inList(values)}, "slices in list": {inList(slice), inList(values)},
	}
}

func shapeType(shape string, kind arrow.DataType) arrow.DataType {
	switch {
	case strings.HasSuffix(shape, "in list"):
		return arrow.ListOf(kind)
	case shape == "in struct":
		return arrow.StructOf(arrow.Field{Name: "c", Type: kind, Nullable: true})
	}
	return kind
}

func stream(kind arrow.DataType, batches []arrow.Array, options ...ipc.Option) (out []byte, err error) {
	defer func() {
		if found := recover(); found != nil {
			err = fmt.Errorf("panic: %v", found)
		}
	}()
	notes := arrow.NewMetadata([]string{"note"}, []string{"with an é"})
	schema := arrow.NewSchema([]arrow.Field{{Name: "c", Type: kind, Nullable: true, Metadata: notes}}, &notes)
	if options == nil {
		options = []ipc.Option{}
	}
	var buffer bytes.Buffer
	writer := ipc.NewWriter(&buffer, append(options, ipc.WithSchema(schema))...)
	for _, values := range batches {
		if err := writer.Write(array.NewRecordBatch(schema, []arrow.Array{values}, int64(values.Len()))); err != nil {
			return nil, err
		}
	}
	err = writer.Close()
	return buffer.Bytes(), err
}

// file is a column as an IPC file.
func file(values arrow.Array) ([]byte, error) {
	schema := arrow.NewSchema([]arrow.Field{{Name: "c", Type: values.DataType(), Nullable: true}}, nil)
	var buffer bytes.Buffer
	writer, err := ipc.NewFileWriter(&buffer, ipc.WithSchema(schema))
	if err != nil {
		return nil, err
	}
	for range 2 {
		if err := writer.Write(array.NewRecordBatch(schema, []arrow.Array{values}, int64(values.Len()))); err != nil {
			return nil, err
		}
	}
	err = writer.Close()
	return buffer.Bytes(), err
}

func write(folder string) {
	codecs := map[string][]ipc.Option{"none": nil, "zstd": {ipc.WithZstd()}, "lz4": {ipc.WithLZ4()}}
	save := func(name string, data []byte, err error) {
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: arrow-go cannot write it: %v\n", name, err)
			return
		}
		path := filepath.Join(folder, name+".arrows")
		check(os.MkdirAll(filepath.Dir(path), 0o777))
		check(os.WriteFile(path, data, 0o666))
	}
	for name, column := range columns() {
		values, _, err := array.FromJSON(allocator, column.kind, strings.NewReader(column.json))
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: arrow-go cannot build it: %v\n", name, err)
			continue
		}
		data, err := file(values)
		save(name+"/file/none", data, err)
		for shape, batches := range shapes(values) {
			for codec, options := range codecs {
				data, err := stream(shapeType(shape, column.kind), batches, options...)
				save(name+"/"+shape+"/"+codec, data, err)
			}
		}
		if layouts, found := widths[name]; found {
			for codec, options := range codecs {
				data, err := bigEndian(values, layouts, options...)
				save(name+"/big-endian/"+codec, data, err)
			}
		}
		if column.kind.ID() == arrow.DICTIONARY {
			growing, err := growingDictionary(column.kind)
			save(name+"/deltas/none", growing, err)
		}
	}
}

// growingDictionary has a dictionary that grows from batch to batch, sent as deltas.
func growingDictionary(kind arrow.DataType) ([]byte, error) {
	builder := array.NewBuilder(allocator, kind)
	var batches []arrow.Array
	for count := 1; count <= 4; count++ {
		for value := 0; value < count; value++ {
			check(builder.AppendValueFromString(fmt.Sprint(value)))
		}
		batches = append(batches, builder.NewArray())
	}
	return stream(kind, batches, ipc.WithDictionaryDeltas(true))
}

// widths has the sizes of the numbers in each buffer behind the validity, for the types that are sent in the other
// byte order; arrow-go makes no array of offsets that are not its own.
var widths = map[string][][]int{
	"bool": {{1}}, "int8": {{1}}, "int16": {{2}}, "int32": {{4}}, "int64": {{8}}, "uint16": {{2}}, "uint32": {{4}}, "uint64": {{8}},
	"float16": {{2}}, "float32": {{4}}, "float64": {{8}},
	"fixed_size_binary": {{1}}, "decimal32": {{4}}, "decimal64": {{8}}, "decimal128": {{16}}, "decimal256": {{32}},
	"date32": {{4}}, "date64": {{8}}, "time s": {{4}}, "time ns": {{8}}, "timestamp us": {{8}}, "timestamp s Vienna": {{8}}, "duration ms": {{8}},
	"interval months": {{4}}, "interval day time": {{4}}, "interval month day nano": {{4, 4, 8}},
	"fixed_size_list": {}, "struct without fields": {},
}

// swapped has the bytes of each number in the other order; layout is the sizes of numbers that follow one another, again and again.
func swapped(buffer *memory.Buffer, layout []int) *memory.Buffer {
	data := bytes.Clone(buffer.Bytes())
	for at, n := 0, 0; at+layout[n] <= len(data); n = (n + 1) % len(layout) {
		slices.Reverse(data[at : at+layout[n]])
		at += layout[n]
	}
	return memory.NewBufferBytes(data)
}

func swappedData(data arrow.ArrayData, layouts [][]int) arrow.ArrayData {
	buffers := slices.Clone(data.Buffers())
	for n, layout := range layouts {
		if buffers[n+1] != nil {
			buffers[n+1] = swapped(buffers[n+1], layout)
		}
	}
	var children []arrow.ArrayData
	for _, child := range data.Children() {
		children = append(children, swappedData(child, widths[child.DataType().Name()]))
	}
	return array.NewData(data.DataType(), data.Len(), buffers, children, data.NullN(), 0)
}

// bigEndian is a stream as a machine of the other byte order would write it.
func bigEndian(values arrow.Array, layouts [][]int, options ...ipc.Option) ([]byte, error) {
	schema := arrow.NewSchema([]arrow.Field{{Name: "c", Type: values.DataType(), Nullable: true}}, nil).WithEndianness(endian.BigEndian)
	column := array.MakeFromData(swappedData(values.Data(), layouts))
	var buffer bytes.Buffer
	writer := ipc.NewWriter(&buffer, append(options, ipc.WithSchema(schema))...)
	if err := writer.Write(array.NewRecordBatch(schema, []arrow.Array{column}, int64(values.Len()))); err != nil {
		return nil, err
	}
	err := writer.Close()
	return buffer.Bytes(), err
}

// read is the schema and the batches of a stream.
func read(path string) (schema *arrow.Schema, batches []arrow.RecordBatch, err error) {
	defer func() {
		if found := recover(); found != nil {
			err = fmt.Errorf("panic: %v", found)
		}
	}()
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	if bytes.HasPrefix(data, []byte("ARROW1")) {
		reader, err := ipc.NewFileReader(bytes.NewReader(data))
		if err != nil {
			return nil, nil, err
		}
		for n := 0; n < reader.NumRecords(); n++ {
			batch, err := reader.RecordBatchAt(n)
			if err != nil {
				return nil, nil, err
			}
			batches = append(batches, batch)
		}
		return reader.Schema(), batches, nil
	}
	reader, err := ipc.NewReader(bytes.NewReader(data), ipc.WithEnsureNativeEndian(true))
	if err != nil {
		return nil, nil, err
	}
	for {
		batch, err := reader.Read()
		if err == io.EOF {
			return reader.Schema(), batches, nil
		}
		if err != nil {
			return nil, nil, err
		}
		batch.Retain()
		batches = append(batches, batch)
	}
}

// sameTexts compares value by value: two dictionaries of different order can say the same.
func sameTexts(one, other arrow.RecordBatch) bool {
	if one.NumRows() != other.NumRows() {
		return false
	}
	for n, column := range one.Columns() {
		for row := 0; row < column.Len(); row++ {
			if column.ValueStr(row) != other.Column(n).ValueStr(row) {
				return false
			}
		}
	}
	return true
}

// difference says in what an answer differs from what was sent, "" for nothing.
func difference(sent, answered string) string {
	schema, batches, err := read(sent)
	if err != nil {
		return "arrow-go cannot read what it sent: " + err.Error()
	}
	gotSchema, gotBatches, err := read(answered)
	if err != nil {
		return "arrow-go cannot read the answer: " + err.Error()
	}
	if !gotSchema.Equal(schema) || !gotSchema.Metadata().Equal(schema.Metadata()) {
		return fmt.Sprintf("another schema: %v instead of %v", gotSchema, schema)
	}
	if len(batches) != len(gotBatches) {
		return fmt.Sprintf("%d batches instead of %d", len(gotBatches), len(batches))
	}
	for n := range batches {
		if !array.RecordEqual(batches[n], gotBatches[n]) && !sameTexts(batches[n], gotBatches[n]) {
			return fmt.Sprintf("batch %d: %v instead of %v", n, gotBatches[n], batches[n])
		}
	}
	return ""
}

func judge(sent, answered string) {
	var names []string
	check(filepath.WalkDir(answered, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".arrows") {
			name, _ := filepath.Rel(answered, path)
			names = append(names, name)
		}
		return err
	}))
	sort.Strings(names)
	for _, name := range names {
		found := difference(filepath.Join(sent, strings.Replace(name, ".values", "", 1)), filepath.Join(answered, name))
		if found == "" {
			found = "ok"
		}
		fmt.Printf("%s\t%s\n", name, strings.Join(strings.Fields(found), " "))
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	switch {
	case len(os.Args) == 3 && os.Args[1] == "write":
		write(os.Args[2])
	case len(os.Args) == 4 && os.Args[1] == "judge":
		judge(os.Args[2], os.Args[3])
	default:
		fmt.Fprintln(os.Stderr, "usage: write FOLDER | judge SENT ANSWERED")
		os.Exit(2)
	}
}
