// Streams as arrow-go writes them, and what arrow-go thinks of what comes back.
//
//	go run . write FOLDER          writes FOLDER/TYPE/SHAPE/CODEC.arrows
//	go run . judge SENT ANSWERED   compares each stream in ANSWERED with that of the same name in SENT: "NAME<tab>ok" or what is wrong
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/endian"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

var allocator = memory.NewGoAllocator()

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
