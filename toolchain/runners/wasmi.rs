//! Runs a WASI program with wasmi: each function is translated when it is first called.
//! usage: runner [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]...
use std::{env, error::Error, fs, process};
use wasmi::{CompilationMode, Config, Engine, Linker, Module, Store};
use wasmi_wasi::{ambient_authority, Dir, WasiCtxBuilder};

// Room for as many calls as wasmtime's 512 KiB hold, whose smallest frames have 48 bytes; wasmi's own default is 1,000 calls.
const CALLS: usize = 20_000;
const VALUES: usize = 64 << 20; // bytes

fn run(mut words: impl Iterator<Item = String>) -> Result<i32, Box<dyn Error>> {
    let mut wasi = WasiCtxBuilder::new();
    wasi.inherit_stdin().inherit_stdout().inherit_stderr();
    let file = loop {
        let word = words.next().ok_or("FILE.wasm is missing")?;
        if !word.starts_with("--") {
            break word;
        }
        let value = words.next().unwrap_or_default();
        let mark = if word == "--dir" { "::" } else { "=" };
        let (left, right) = value.split_once(mark).ok_or(format!("{word} needs a value with '{mark}' in it, not '{value}'"))?;
        match word.as_str() {
            "--dir" => wasi.preopened_dir(Dir::open_ambient_dir(left, ambient_authority())?, right)?,
            "--env" => wasi.env(left, right)?,
            _ => return Err(format!("unknown option {word}").into()),
        };
    };
    wasi.arg(&file)?;
    for word in words {
        wasi.arg(&word)?;
    }
    let mut config = Config::default();
    config.set_max_recursion_depth(CALLS).set_max_stack_height(VALUES).compilation_mode(CompilationMode::LazyTranslation);
    let engine = Engine::new(&config);
    let module = Module::new(&engine, &fs::read(&file)?[..])?;
    let mut store = Store::new(&engine, wasi.build());
    let mut linker = Linker::new(&engine);
    wasmi_wasi::add_to_linker(&mut linker, |context| context)?;
    let instance = linker.instantiate_and_start(&mut store, &module)?;
    match instance.get_typed_func::<(), ()>(&store, "_start")?.call(&mut store, ()) {
        Ok(()) => Ok(0),
        Err(end) => end.i32_exit_status().ok_or(end.into()),
    }
}

fn main() {
    process::exit(run(env::args().skip(1)).unwrap_or_else(|error| {
        eprintln!("{error}");
        1
    }))
}
