package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
)

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
