// The data of a link's objects as words of 32 bits: each a number, or a reference that the linker fills in,
// followed to what it refers to, in another object too. Reads nothing outside of the objects' bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "wasm/object_file.hpp"
#include "wasm/symbols.hpp"

namespace pylon::wasm {

// A byte of a data segment of one of the objects.
struct DataPlace {
  std::size_t object = 0;
  std::uint32_t segment = 0;
  std::uint64_t offset = 0;

  auto operator<=>(const DataPlace&) const = default;
};

enum class WordKind : std::uint8_t {
  kNone,      // not inside of the segment, or another kind of relocation
  kNumber,    // as it stands
  kFunction,  // R_WASM_TABLE_INDEX_I32
  kAddress,   // R_WASM_MEMORY_ADDR_I32
};

struct Word {
  WordKind kind = WordKind::kNone;
  std::uint32_t number = 0;  // kNumber
  std::uint32_t symbol = 0;  // kFunction: in the object that holds the word
  // kAddress; none when no object defines it.
  std::optional<DataPlace> target;

  bool zero() const { return kind == WordKind::kNumber && number == 0; }
};

// What a data symbol covers.
struct Datum {
  std::string_view symbol;  // "" where no symbol does
  DataPlace place;
  std::uint64_t size = 0;  // bytes
};

struct FunctionReference {
  std::string_view name;
  const Signature* signature = nullptr;  // of the definition; when no object has one, of the import
};

class DataWords {
 public:
  // Both `objects` and their bytes must outlive this. Errors of read_object, naming the object's label.
  explicit DataWords(const std::vector<Object>& objects);

  const std::vector<ObjectFile>& files() const { return files_; }
  // Every defined data symbol of one object, sorted by place.
  const std::vector<Datum>& data_of(std::size_t object) const { return data_[object]; }
  // What begins at or before `place` and reaches beyond it; else the rest of the segment, without a name.
  Datum datum_at(const DataPlace& place) const;
  Word word_at(const DataPlace& place) const;
  // The text that ends in NUL there: not empty, and printable. Else none.
  std::optional<std::string_view> text_at(const DataPlace& place) const;
  FunctionReference function(std::size_t object, std::uint32_t symbol) const;

 private:
  struct Place {
    std::size_t object = 0;
    std::uint32_t symbol = 0;
  };

  std::optional<DataPlace> address(std::size_t object, const Relocation& relocation) const;
  const Place* definition(std::string_view name, SymbolKind kind) const;
  Bytes segment(const DataPlace& place) const;  // empty when there is no such segment

  std::vector<ObjectFile> files_;
  std::vector<std::vector<Relocation>> relocations_;  // of data, by object
  std::vector<std::vector<Datum>> data_;
  std::unordered_map<std::string_view, Place> functions_, globals_;  // defined, not local
};

}  // namespace pylon::wasm
