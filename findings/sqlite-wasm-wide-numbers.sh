#!/bin/sh
# A time in milliseconds, given to SQLite in WebAssembly as a number, is "1704067200000.0".
#
# Packages: sql.js 1.17.0, @journeyapps/wa-sqlite 2.0.6, node-sqlite3-wasm 0.8.60 (all npm).
# Needs:    node 20 or later, npm.
# Expected: a whole number of JavaScript, exact up to 2^53, is bound as SQLite's INTEGER, as
#           node-sqlite3-wasm does; a BigInt that 64 bits cannot hold is refused, as sql.js does.
# Seen:     sql.js and wa-sqlite bind a number from 2^31 on as REAL, below as INTEGER. So a column
#           of TEXT keeps "1704067200000.0", a lookup of the key "1704067200000" finds nothing,
#           and a division is no longer a whole one. And 2n**64n becomes 0 in node-sqlite3-wasm
#           and NULL in wa-sqlite, without an error.
# Why:      what works with the small numbers of a test changes its type with Date.now() or an id
#           of 33 bits, by which of three builds of one SQLite the page loads.
# Source:   found by running it; the README of sql.js speaks of BigInt parameters only, that of
#           wa-sqlite of none. Pull request 43281 of oven-sh/bun mends the like in Bun from 2^51 on.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ node --version && npm i --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" \
    sql.js@1.17.0 @journeyapps/wa-sqlite@2.0.6 node-sqlite3-wasm@0.8.60; } >npm.log 2>&1 ||
    { cat npm.log >&2; echo "the packages cannot be had" >&2; exit 2; }
cat >bind.mjs <<'EOF'
import fs from "node:fs";
import initSqlJs from "sql.js";
import node from "node-sqlite3-wasm";
import * as SQLite from "@journeyapps/wa-sqlite";
import waModule from "@journeyapps/wa-sqlite/dist/wa-sqlite.mjs";
const kWasm = new URL("node_modules/@journeyapps/wa-sqlite/dist/wa-sqlite.wasm", import.meta.url);

const kSetup = "CREATE TABLE event (at TEXT); INSERT INTO event VALUES ('1704067200000')";
const kQuery = "SELECT typeof(?1), 'id ' || ?1, ?1 / 1000, " +
  "(SELECT count(*) FROM event WHERE at = ?1)";
const seen = {};
const ask = async (name, run) => {
  seen[name] = [];
  for (const value of [2 ** 31 - 1, 2 ** 31, 1704067200000, 2n ** 64n]) {
    let row;
    try { row = (await run(value)).join(", "); } catch (error) { row = error.constructor.name; }
    seen[name].push(row);
    console.log(name.padEnd(18), String(value).padEnd(21), row);
  }
};
const sqlJs = new (await initSqlJs()).Database();
sqlJs.exec(kSetup);
await ask("sql.js", (value) => sqlJs.exec(kQuery, [value])[0].values[0]);

const sqlite = SQLite.Factory(await waModule({ wasmBinary: fs.readFileSync(kWasm) }));
const wa = await sqlite.open_v2(":memory:");
await sqlite.exec(wa, kSetup);
await ask("wa-sqlite", async (value) => {
  for await (const statement of sqlite.statements(wa, kQuery)) {
    sqlite.bind_collection(statement, [value]);
    await sqlite.step(statement);
    return sqlite.row(statement).map((cell) => cell ?? "NULL");
  }
});

const small = new node.Database();
small.exec(kSetup);
await ask("node-sqlite3-wasm", (value) => Object.values(small.get(kQuery, [value])));

const low = "integer, id 2147483647, 2147483, 0";
const wide = ["integer, id 2147483648, 2147483, 0", "integer, id 1704067200000, 1704067200, 1"];
const real = ["real, id 2147483648.0, 2147483.648, 0", "real, id 1704067200000.0, 1704067200, 0"];
const expected = {
  "sql.js": [low, ...real, "RangeError"],
  "wa-sqlite": [low, ...real, "null, NULL, NULL, 0"],
  "node-sqlite3-wasm": [low, ...wide, "integer, id 0, 0, 0"],
};
if (JSON.stringify(seen) !== JSON.stringify(expected)) {
  console.error("the behaviour has changed");
  process.exit(1);
}
EOF
node bind.mjs
