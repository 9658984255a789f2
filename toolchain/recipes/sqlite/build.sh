#!/bin/sh
# SQLite for WASI, from its source tree: the amalgamation is made here with tclsh, natively.
set -eu
mkdir -p "$OUT/lib" "$OUT/include" "$OUT/licenses" tree
# SQLite's own makefile generates the parser, the opcodes and fts5, and puts everything into one file.
# -O0: its generators run for a moment, optimising them takes longer.
(cd tree && "$SRC/configure" --disable-tcl --disable-readline CFLAGS=-O0 && make -j"$JOBS" sqlite3.c)

# Features that users of other builds meet: FTS5, R-Tree, maths, column metadata (JSON is always there).
# Left out is what WASI has not: loading code, threads, and shared memory (so no WAL).
# Files are locked the way SQLite itself chooses for WASI, a folder FILE.lock beside the file ("unix-dotfile").
options="-DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_COLUMN_METADATA
  -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_OMIT_WAL -DSQLITE_THREADSAFE=0 -DSQLITE_MAX_MMAP_SIZE=0
  -DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_TEMP_STORE=2"
${LAUNCHER-} "$SDK/bin/clang" --target=wasm32-wasip1 $OPT $MAP -DNDEBUG $options -Itree -c tree/sqlite3.c -o sqlite3.o
"$SDK/bin/llvm-ar" rcsD "$OUT/lib/libsqlite3.a" sqlite3.o
cp tree/sqlite3.h "$OUT/include/"
cp "$SRC/LICENSE.md" "$OUT/licenses/sqlite"
