// What a relocatable object defines, by the parts that find_twins() is made of.
#pragma once

#include <string>
#include <vector>

#include "wasm/object_file.hpp"
#include "wasm/symbols.hpp"

namespace pylon::wasm {

struct Definition {
  std::string symbol;
  bool weak = false;
  bool data = false;      // else a function
  std::string signature;  // functions: "(i32,i64)->i32"
  std::string digest;     // of the body with relocated bytes replaced by what they refer to
};

// All but the local ones, in the order of the object's symbol table.
inline std::vector<Definition> read_definitions(Bytes bytes) {
  const ObjectFile object = read_object(bytes);
  std::vector<std::uint32_t> indices;
  for (std::uint32_t s = 0; s < object.symbols.size(); ++s) {
    const Symbol& symbol = object.symbols[s];
    const bool has_body = symbol.kind == SymbolKind::kFunction || symbol.kind == SymbolKind::kData;
    if (has_body && !symbol.undefined() && !symbol.local()) indices.push_back(s);
  }
  const std::vector<std::string> digests = body_digests(object, indices);
  std::vector<Definition> definitions;
  for (std::size_t i = 0; i < indices.size(); ++i) {
    const Symbol& symbol = object.symbols[indices[i]];
    Definition definition{
        std::string(symbol.name), symbol.weak(), symbol.kind == SymbolKind::kData, {}, digests[i]};
    if (!definition.data) definition.signature = signature_text(signature_of(object, symbol));
    definitions.push_back(std::move(definition));
  }
  return definitions;
}

}  // namespace pylon::wasm
