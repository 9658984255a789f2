#!/bin/sh
# SQLite for WASI, from its source tree: the amalgamation is made here with tclsh, natively.
set -eu
mkdir -p "$OUT/lib" "$OUT/include" "$OUT/licenses" tree
# SQLite's own makefile generates the parser, the opcodes and fts5, and puts everything into one file.
# -O0: its generators run for a moment, optimising them takes longer.
(cd tree && "$SRC/configure" --disable-tcl --disable-readline CFLAGS=-O0 && make -j"$JOBS" sqlite3.c)

# Features that users of other builds meet: FTS5, R-Tree, maths, column metadata (JSON is always there).
# Left out is what WASI has not: loading code, and threads.
# Locks and WAL's shared memory are those of this process alone (toolchain/patches/sqlite-3.53.4/01-wasi-locks.patch).
options="-DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_COLUMN_METADATA
  -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_THREADSAFE=0 -DSQLITE_MAX_MMAP_SIZE=0
  -DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_TEMP_STORE=2"
# Limits for a stack of 512 KiB, of which Python's own calls leave a part: measured per level were up to 0.45 KiB for an
# expression, 1.4 KiB for what the parser takes five places for, 1.3 KiB for a view, 0.16 KiB for a wildcard.
options="$options -DSQLITE_MAX_EXPR_DEPTH=800 -DSQLITE_MAX_PARSER_DEPTH=1000 -DSQLITE_MAX_SELECT_NESTING=200
  -DSQLITE_MAX_LIKE_WILDCARDS=1000"
${LAUNCHER-} "$SDK/bin/clang" --target=wasm32-wasip1 $OPT $MAP -DNDEBUG $options -Itree -c tree/sqlite3.c -o sqlite3.o
"$SDK/bin/llvm-ar" rcsD "$OUT/lib/libsqlite3.a" sqlite3.o
cp tree/sqlite3.h "$OUT/include/"
cp "$SRC/LICENSE.md" "$OUT/licenses/sqlite"
