#!/bin/sh
# fflate unpacks a gzip file of two members to a piece of the first, and says nothing.
#
# Packages: fflate 0.8.3, pako 3.0.3 (both npm); node's own zlib and Python's gzip besides.
# Needs:    node 20 or later, npm, python3.
# Expected: the content of all members, one after the other: RFC 1952 defines a gzip file as a
#           series of members. fflate's own streaming Gunzip, pako, zlib and Python do so.
# Seen:     gunzipSync, gunzip and decompressSync give at most the first member, cut to the length
#           that the last member states: of 60 and 10 bytes the first 10, of 3 and 0 bytes none.
#           A file with zeros behind its end, as tar and tapes pad, is empty.
# Why:      bgzip, "cat a.gz b.gz" and appending logs make members. A page that unpacks a
#           library, a database or a column of data for WebAssembly goes on with a part of it.
# Source:   the README is silent; issue 207 of 101arrowz/fflate tells of the zeros, and pull
#           request 287, open since June 2026, of the members. Issue 102 is closed with 0.8.0,
#           which mended the streaming class alone.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && trap 'exit 130' INT TERM
cd "$dir"
{ python3 --version && node --version && npm i --silent --no-audit --no-fund --ignore-scripts \
    --prefix "$dir" fflate@0.8.3 pako@3.0.3; } >npm.log 2>&1 ||
    { cat npm.log >&2; echo "the packages cannot be had" >&2; exit 2; }
python3 - <<'EOF'
import gzip

cases = {"60 and 10": b"a" * 60 + b"|" + b"b" * 10, "10 and 60": b"a" * 10 + b"|" + b"b" * 60,
         "3 and 0": b"one|"}
for name, content in cases.items():
    packed = b"".join(gzip.compress(part) for part in content.split(b"|"))
    open(f"{name}.gz", "wb").write(packed)
    print(f"Python's gzip, {name} bytes: {len(gzip.decompress(packed))}")
padded = gzip.compress(b"a" * 60) + bytes(20)
open("60 and padding.gz", "wb").write(padded)
print(f"Python's gzip, 60 bytes and padding: {len(gzip.decompress(padded))}")
EOF
cat >read.mjs <<'EOF'
import fs from "node:fs";
import zlib from "node:zlib";
import * as fflate from "fflate";
import { ungzip } from "pako";

const streamed = (bytes) => {
  let length = 0;
  new fflate.Gunzip((chunk) => { length += chunk.length; }).push(bytes, true);
  return { length };
};
const ways = { "node's zlib": zlib.gunzipSync, pako: ungzip, "fflate.Gunzip": streamed,
  "fflate.gunzipSync": fflate.gunzipSync, "fflate.decompressSync": fflate.decompressSync };
const seen = {};
for (const [name, unpack] of Object.entries(ways)) {
  seen[name] = ["60 and 10", "10 and 60", "3 and 0", "60 and padding"].map((file) => {
    try {
      return unpack(new Uint8Array(fs.readFileSync(`${file}.gz`))).length;
    } catch (error) {
      return error.message;
    }
  });
  console.log(`${name}:`.padEnd(23), seen[name].join(", "));
}
const right = "70,70,3,60";
const expected = { "node's zlib": right, pako: right, "fflate.Gunzip": "70,70,3,invalid gzip data",
  "fflate.gunzipSync": "10,10,0,0", "fflate.decompressSync": "10,10,0,0" };
if (Object.entries(expected).some(([name, lengths]) => seen[name].join() !== lengths)) {
  console.error("the behaviour has changed");
  process.exit(1);
}
EOF
node read.mjs
