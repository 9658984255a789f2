// The sections of a WebAssembly core module: a pure function from bytes to facts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pylon::wasm {

using Bytes = std::span<const std::uint8_t>;

// Both are views of the same memory, which must outlive them.
inline std::string_view as_text(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// An unsigned LEB128 number, as short as it goes.
inline std::string leb(std::uint64_t number) {
  std::string out;
  do {
    const auto low = static_cast<char>(number & 0x7FU);
    number >>= 7U;
    out += number != 0 ? static_cast<char>(low | '\x80') : low;
  } while (number != 0);
  return out;
}

// The length of `content`, and it.
inline std::string sized(std::string_view content) { return leb(content.size()).append(content); }

struct Section {
  std::uint8_t id = 0;
  std::string name;          // custom sections: their name; others: "type", "import", …, "data", "tag"
  std::uint64_t offset = 0;  // of the section's id byte in the file
  std::uint64_t header = 0;  // bytes of id and size field
  std::uint64_t size = 0;    // bytes of the payload (custom: including the name)
};

struct Import {
  std::string module, name, kind;  // kind: func | table | memory | global | tag
  bool mutable_global = false;
};
struct Export {
  std::string name, kind;
  std::uint32_t index = 0;  // among those of its kind, imported ones first
};
struct Limits {
  std::uint64_t minimum = 0;  // pages
  std::optional<std::uint64_t> maximum;
  bool shared = false, memory64 = false;
  std::optional<std::uint64_t> page_bytes;  // none: 65536
};

// What a module defines; imported things are not counted.
struct Counts {
  std::uint32_t types = 0, functions = 0, tables = 0, globals = 0, tags = 0;
  std::uint32_t elements = 0, data = 0;  // segments
};
// A line of the custom section `producers`: field "language" | "processed-by" | "sdk", or what a tool writes
// there.
struct Producer {
  std::string field, name, version;
};

struct Module {
  std::uint64_t bytes = 0;
  std::vector<Section> sections;  // in file order; 8 header bytes + all of them = bytes
  Counts counts;
  std::vector<Import> imports;
  std::vector<Export> exports;
  std::vector<Limits> memories;        // defined ones
  std::optional<std::uint32_t> start;  // index of the start function, imported ones first
  std::vector<std::string> features;   // target_features with '+', sorted; empty when the section is absent
  std::vector<Producer> producers;     // in file order; empty when the section is absent
  // What is odd in custom sections, with the offset. They only advise: none makes a module invalid.
  std::vector<std::string> oddities;
};

// Only the list of sections, of a finished module or of a relocatable object. Errors as read_module, but for
// sections whose id nobody knows: these are called "unknown 14".
std::vector<Section> read_sections(Bytes bytes);

// The bytes of one of them, without id and size field. `section` must come from read_sections(bytes).
Bytes section_payload(Bytes bytes, const Section& section);

// Reads every section, but for what is inside of function bodies, and checks the numbers that must agree
// (functions and bodies, data_count and data segments, indices). Custom sections are read as far as they can
// be. Error with the byte offset for anything truncated, overlong or out of range, UnknownEncoding for what
// is of no known proposal. Reads nothing outside of `bytes`, allocates at most a small multiple of its size.
// A component is refused by name: see component.hpp.
Module read_module(Bytes bytes);

}  // namespace pylon::wasm
