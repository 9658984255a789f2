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
use arrow_array::types::Int8Type;
use arrow_array::*;
use arrow_buffer::OffsetBuffer;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_ipc::writer::{DictionaryHandling, FileWriter, IpcWriteOptions, StreamWriter};
use arrow_ipc::CompressionType;
use arrow_schema::{DataType, Field, Schema};

mod columns;
use columns::{columns, item};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

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
    for (name, values) in columns() {
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
