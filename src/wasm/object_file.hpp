// A relocatable WebAssembly object as the linker sees it (tool-conventions/Linking.md, version 2): its types,
// functions, data segments, symbols and relocations. Everything points into the object's bytes, which must
// outlive it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/sections.hpp"

namespace pylon::wasm {

enum class SymbolKind : std::uint8_t { kFunction, kData, kGlobal, kSection, kTag, kTable };

struct Symbol {
  SymbolKind kind = SymbolKind::kFunction;
  std::uint32_t flags = 0;
  std::string_view name;     // empty for sections
  std::uint32_t index = 0;   // data: of the segment; others: in their index space (imports first)
  std::uint64_t offset = 0;  // data: in the segment
  std::uint64_t size = 0;    // data: bytes

  bool weak() const { return (flags & 0x01U) != 0; }
  bool local() const { return (flags & 0x02U) != 0; }
  bool undefined() const { return (flags & 0x10U) != 0; }
  bool absolute() const { return (flags & 0x200U) != 0; }
};

struct Signature {
  Bytes parameters, results;  // one byte for each value
};

// What the linking section says of a data segment.
struct SegmentInfo {
  std::string_view name;  // ".rodata.bool_doc"
  bool strings = false;   // strings that end in NUL; the linker keeps one of equal ones
};

// A part of a section's payload.
struct Range {
  std::uint64_t begin = 0, size = 0;
};

struct Relocation {
  std::uint8_t type = 0;
  std::uint32_t offset = 0;  // in the payload of its section
  std::uint32_t index = 0;   // of a symbol, or of a type (R_WASM_TYPE_INDEX_LEB)
  std::int64_t addend = 0;
  std::uint8_t width = 0;  // bytes it replaces
};
inline constexpr std::uint8_t kFunctionIndexLeb = 0;  // the operand of `call`
inline constexpr std::uint8_t kTypeIndexLeb = 6;

// A section with content that is relocated: code or data.
struct Content {
  Bytes payload;
  std::vector<Range> parts;          // function bodies (without their size) or segment contents
  Bytes relocations;                 // payload of its reloc.* section; empty when there is none
  std::uint64_t relocations_at = 0;  // offset of that payload in the file
};

struct ObjectFile {
  std::vector<Signature> types;
  std::vector<std::uint32_t>
      function_types;  // by function index, imports first; each is a valid index of `types`
  std::uint32_t imported_functions = 0;
  Content code, data;
  std::vector<SegmentInfo> segments;  // one for each part of `data`, when the object says so
  std::vector<Symbol> symbols;
};

// Error with the offset for what is malformed, for a module that is not relocatable, and for LLVM bitcode.
// A defined function's or datum's index and range are checked; `name` of an undefined one comes from its
// import.
ObjectFile read_object(Bytes bytes);

// Sorted by offset, each inside the payload; symbol and type indices are checked.
std::vector<Relocation> read_relocations(const ObjectFile& object, const Content& content);

// "(i32,i64)->i32", "()->()"; more than 24 values are shortened to their number and a digest.
std::string signature_text(const Signature& signature);

// The type of a function symbol. Imported ones have one as well: what the caller believes it to be.
const Signature& signature_of(const ObjectFile& object, const Symbol& function);

}  // namespace pylon::wasm
