#include "wasm/data_words.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace pylon::wasm {
namespace {

constexpr std::uint8_t kTableIndexI32 = 2, kMemoryAddrI32 = 5;  // tool-conventions/Linking.md
constexpr std::uint64_t kWord = 4;

std::vector<Datum> data_symbols(const ObjectFile& file, std::size_t object) {
  std::vector<Datum> data;
  for (const Symbol& symbol : file.symbols) {
    if (symbol.kind != SymbolKind::kData || symbol.undefined() || symbol.absolute()) continue;
    data.push_back({symbol.name, {object, symbol.index, symbol.offset}, symbol.size});
  }
  std::ranges::stable_sort(data, {}, &Datum::place);
  return data;
}

bool printable(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char each) {
    const auto byte = static_cast<unsigned char>(each);
    return byte >= 0x20 && byte != 0x7F;
  });
}

}  // namespace

DataWords::DataWords(const std::vector<Object>& objects) {
  files_.reserve(objects.size());
  for (std::size_t i = 0; i < objects.size(); ++i) {
    with_context("while reading " + objects[i].label, [&] {
      files_.push_back(read_object(objects[i].bytes));
      relocations_.push_back(read_relocations(files_[i], files_[i].data));
    });
    data_.push_back(data_symbols(files_[i], i));
    for (std::uint32_t s = 0; s < files_[i].symbols.size(); ++s) {
      const Symbol& symbol = files_[i].symbols[s];
      if (symbol.undefined() || symbol.local() || symbol.absolute()) continue;
      if (symbol.kind != SymbolKind::kFunction && symbol.kind != SymbolKind::kData) continue;
      auto& places = symbol.kind == SymbolKind::kFunction ? functions_ : globals_;
      const auto [place, first] = places.try_emplace(symbol.name, Place{i, s});
      // As the linker: a strong definition replaces a weak one.
      const Place& known = place->second;
      if (!first && !symbol.weak() && files_[known.object].symbols[known.symbol].weak())
        place->second = {i, s};
    }
  }
}

const DataWords::Place* DataWords::definition(std::string_view name, SymbolKind kind) const {
  const auto& places = kind == SymbolKind::kFunction ? functions_ : globals_;
  const auto found = places.find(name);
  return found == places.end() ? nullptr : &found->second;
}

Bytes DataWords::segment(const DataPlace& place) const {
  const Content& data = files_[place.object].data;
  if (place.segment >= data.parts.size()) return {};
  const Range& part = data.parts[place.segment];
  return data.payload.subspan(part.begin, part.size);
}

Datum DataWords::datum_at(const DataPlace& place) const {
  const std::vector<Datum>& data = data_[place.object];
  auto next = std::ranges::upper_bound(data, place, {}, &Datum::place);
  while (next != data.begin()) {
    --next;
    if (next->place.segment != place.segment) break;
    if (place.offset < next->place.offset + next->size) return *next;
  }
  const std::uint64_t size = segment(place).size();
  return {"", place, size - std::min(size, place.offset)};
}

std::optional<DataPlace> DataWords::address(std::size_t object, const Relocation& relocation) const {
  const Symbol* symbol = &files_[object].symbols[relocation.index];
  if (symbol->kind != SymbolKind::kData) return std::nullopt;
  if (symbol->undefined()) {
    const Place* place = definition(symbol->name, SymbolKind::kData);
    if (place == nullptr) return std::nullopt;
    object = place->object;
    symbol = &files_[object].symbols[place->symbol];
  }
  if (symbol->absolute()) return std::nullopt;
  // A negative addend may lead before the segment: as an unsigned number it is beyond every end, and nothing
  // is found.
  return DataPlace{object, symbol->index, symbol->offset + static_cast<std::uint64_t>(relocation.addend)};
}

Word DataWords::word_at(const DataPlace& place) const {
  const Bytes bytes = segment(place);
  if (place.offset > bytes.size() || bytes.size() - place.offset < kWord) return {};
  const std::uint64_t at = files_[place.object].data.parts[place.segment].begin + place.offset;
  const auto& relocations = relocations_[place.object];
  const auto found = std::ranges::lower_bound(relocations, at, {}, &Relocation::offset);
  if (found == relocations.end() || found->offset >= at + kWord) {
    Word word{WordKind::kNumber, 0, 0, {}};
    for (std::size_t i = kWord; i-- > 0;) word.number = word.number << 8U | bytes[place.offset + i];
    return word;
  }
  if (found->offset != at) return {};
  if (found->type == kMemoryAddrI32) return {WordKind::kAddress, 0, 0, address(place.object, *found)};
  const bool function = files_[place.object].symbols[found->index].kind == SymbolKind::kFunction;
  if (found->type != kTableIndexI32 || !function) return {};
  return {WordKind::kFunction, 0, found->index, {}};
}

std::optional<std::string_view> DataWords::text_at(const DataPlace& place) const {
  Bytes bytes = segment(place);
  if (place.offset >= bytes.size()) return std::nullopt;
  bytes = bytes.subspan(place.offset);
  const auto end = std::ranges::find(bytes, std::uint8_t{0});
  if (end == bytes.end()) return std::nullopt;
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()),
                              static_cast<std::size_t>(end - bytes.begin()));
  return printable(text) ? std::optional(text) : std::nullopt;
}

FunctionReference DataWords::function(std::size_t object, std::uint32_t symbol) const {
  const Symbol* found = &files_[object].symbols[symbol];
  if (found->undefined()) {
    if (const Place* place = definition(found->name, SymbolKind::kFunction)) {
      object = place->object;
      found = &files_[object].symbols[place->symbol];
    }
  }
  return {found->name, &signature_of(files_[object], *found)};
}

}  // namespace pylon::wasm
