#include "manifest/call_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "manifest/slot_types.hpp"
#include "wasm/data_words.hpp"

namespace pylon {
namespace {

using wasm::DataPlace;
using wasm::DataWords;
using wasm::Datum;
using wasm::Word;
using wasm::WordKind;

constexpr std::uint64_t kWord = 4;

std::uint64_t entry_size(TableKind kind) { return layout_of(kind).size() * kWord; }

DataPlace after(DataPlace place, std::uint64_t bytes) {
  place.offset += bytes;
  return place;
}

// "METH_FASTCALL | METH_KEYWORDS"
std::string flags_text(std::uint32_t flags) {
  static constexpr std::pair<std::uint32_t, const char*> kNames[]{
      {0x0001, "VARARGS"}, {0x0080, "FASTCALL"}, {0x0002, "KEYWORDS"}, {0x0004, "NOARGS"}, {0x0008, "O"},
      {0x0010, "CLASS"},   {0x0020, "STATIC"},   {0x0040, "COEXIST"},  {0x0200, "METHOD"}};
  std::string text;
  for (const auto& [flag, name] : kNames) {
    if ((flags & flag) != 0) text += fmt::format("{}METH_{}", text.empty() ? "" : " | ", name);
  }
  return text;
}

class Finder {
 public:
  explicit Finder(const std::vector<wasm::Object>& objects) : words_(objects) {}

  CallTables run();

 private:
  bool uses_cpython(std::size_t object) const;
  void find_by_shape(const Datum& datum);
  bool word_fits(const Field& field, const Word& word) const;
  bool entry_fits(TableKind kind, const DataPlace& entry) const;
  bool is_end(TableKind kind, const DataPlace& entry) const;
  bool array_fits(TableKind kind, const Datum& datum) const;
  bool slots_fit(const DataPlace& slots) const;

  void visit(TableKind kind, const DataPlace& place);
  void check_table(TableKind kind, const DataPlace& place);
  void check_entry(TableKind kind, const DataPlace& place, const Datum& table);
  void check_field(const Field& field, const Word& word, const Datum& table, const std::string& entry,
                   const char* rule);

  DataWords words_;
  std::set<std::pair<TableKind, DataPlace>> seen_;
  std::vector<std::pair<TableKind, DataPlace>> queue_;
  CallTables result_;
};

// Other libraries have tables of {name, function, number, text} as well.
bool Finder::uses_cpython(std::size_t object) const {
  return std::ranges::any_of(words_.files()[object].symbols, [](const wasm::Symbol& symbol) {
    return symbol.name.starts_with("Py") || symbol.name.starts_with("_Py");
  });
}

bool Finder::word_fits(const Field& field, const Word& word) const {
  const bool address = word.kind == WordKind::kAddress;
  switch (field.kind) {
    case FieldKind::kNumber:
      return word.kind == WordKind::kNumber;
    case FieldKind::kText:
      return address && word.target && words_.text_at(*word.target);
    case FieldKind::kData:
    case FieldKind::kTable:
      return word.zero() || address;
    case FieldKind::kFunction:
      return word.zero() || word.kind == WordKind::kFunction;
    case FieldKind::kAny:
      break;
  }
  return word.kind != WordKind::kNone;
}

bool Finder::entry_fits(TableKind kind, const DataPlace& entry) const {
  const std::span<const Field> fields = layout_of(kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!word_fits(fields[i], words_.word_at(after(entry, i * kWord)))) return false;
  }
  if (kind == TableKind::kMethods) {
    const Word flags = words_.word_at(after(entry, 2 * kWord));
    return words_.word_at(after(entry, kWord)).kind == WordKind::kFunction &&
           method_call(flags.number) != nullptr;
  }
  if (kind == TableKind::kGetSet) {
    return !words_.word_at(after(entry, kWord)).zero() || !words_.word_at(after(entry, 2 * kWord)).zero();
  }
  return true;
}

// The entry after the last one begins with a null.
bool Finder::is_end(TableKind kind, const DataPlace& entry) const {
  const Word first = words_.word_at(entry);
  return first.kind == WordKind::kNone || first.zero() ||
         words_.word_at(after(entry, entry_size(kind) - kWord)).kind == WordKind::kNone;
}

// Entries to the last byte, but for an end of nulls.
bool Finder::array_fits(TableKind kind, const Datum& datum) const {
  const std::uint64_t size = entry_size(kind);
  if (datum.size == 0 || datum.size % size != 0) return false;
  std::uint64_t entries = datum.size / size;
  while (entries > 0 && is_end(kind, after(datum.place, (entries - 1) * size))) --entries;
  // One method may stand alone (Cython's do); getters are always in an array that ends.
  if (entries == 0 || (kind == TableKind::kGetSet && entries * size == datum.size)) return false;
  for (std::uint64_t i = 0; i < entries; ++i) {
    if (!entry_fits(kind, after(datum.place, i * size))) return false;
  }
  return true;
}

// The array that a PyType_Spec refers to: numbers of slots, each with what belongs there.
bool Finder::slots_fit(const DataPlace& slots) const {
  DataPlace entry = slots;
  for (; !is_end(TableKind::kTypeSlots, entry); entry = after(entry, 2 * kWord)) {
    const Word number = words_.word_at(entry);
    const Field* field =
        number.kind == WordKind::kNumber ? slot_field(TableKind::kTypeSlots, number.number) : nullptr;
    if (field == nullptr || !word_fits(*field, words_.word_at(after(entry, kWord)))) return false;
  }
  return entry != slots;
}

void Finder::find_by_shape(const Datum& datum) {
  // A type is often the first member of a larger struct.
  if (datum.size >= entry_size(TableKind::kType) && entry_fits(TableKind::kType, datum.place)) {
    visit(TableKind::kType, datum.place);
    return;
  }
  if (datum.size == entry_size(TableKind::kModule) && entry_fits(TableKind::kModule, datum.place))
    visit(TableKind::kModule, datum.place);
  if (datum.size == entry_size(TableKind::kSpec) && entry_fits(TableKind::kSpec, datum.place)) {
    const Word slots = words_.word_at(after(datum.place, 4 * kWord));
    if (slots.target && slots_fit(*slots.target)) visit(TableKind::kSpec, datum.place);
  }
  for (const TableKind kind : {TableKind::kMethods, TableKind::kGetSet}) {
    if (array_fits(kind, datum)) visit(kind, datum.place);
  }
}

void Finder::visit(TableKind kind, const DataPlace& place) {
  if (seen_.emplace(kind, place).second) queue_.emplace_back(kind, place);
}

void Finder::check_field(const Field& field, const Word& word, const Datum& table, const std::string& entry,
                         const char* rule) {
  if (field.kind == FieldKind::kTable && word.target) visit(field.table, *word.target);
  if (field.kind != FieldKind::kFunction || word.kind != WordKind::kFunction) return;
  const wasm::FunctionReference function = words_.function(table.place.object, word.symbol);
  ++result_.checked[rule];
  if (fits(field.call, *function.signature)) return;
  result_.wrong.push_back({rule, table.place.object, std::string(table.symbol), entry,
                           std::string(function.name), wasm::signature_text(*function.signature),
                           call_text(field.call), std::string(field.call.name)});
}

void Finder::check_entry(TableKind kind, const DataPlace& place, const Datum& table) {
  const auto word = [&](std::size_t i) { return words_.word_at(after(place, i * kWord)); };
  if (kind == TableKind::kTypeSlots || kind == TableKind::kModuleSlots) {
    const Field* field = word(0).kind == WordKind::kNumber ? slot_field(kind, word(0).number) : nullptr;
    if (field == nullptr) return;
    const bool type = kind == TableKind::kTypeSlots;
    check_field(*field, word(1), table, (type ? "Py_" : "") + std::string(field->name),
                type ? "signature-slot" : "signature-module");
    return;
  }
  std::string name;
  if (kind == TableKind::kMethods || kind == TableKind::kGetSet) {
    const Word text = word(0);
    name = text.target ? std::string(words_.text_at(*text.target).value_or("?")) : "?";
  }
  if (kind == TableKind::kMethods) {
    const std::uint32_t flags = word(2).number;
    const CallType* call = method_call(flags);
    if (call == nullptr) return;  // CPython refuses it by itself
    const Field method{"ml_meth", FieldKind::kFunction, *call, TableKind::kNone};
    check_field(method, word(1), table, fmt::format("{} ({})", name, flags_text(flags)), "signature-method");
    return;
  }
  const char* rule = kind == TableKind::kGetSet   ? "signature-getset"
                     : kind == TableKind::kModule ? "signature-module"
                                                  : "signature-slot";
  const std::span<const Field> fields = layout_of(kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string field(fields[i].name);
    check_field(fields[i], word(i), table, name.empty() ? field : fmt::format("{} ({})", name, field), rule);
  }
}

void Finder::check_table(TableKind kind, const DataPlace& place) {
  const Datum table = words_.datum_at(place);
  const bool array = kind == TableKind::kMethods || kind == TableKind::kGetSet ||
                     kind == TableKind::kTypeSlots || kind == TableKind::kModuleSlots;
  const std::uint64_t end = table.place.offset + table.size;
  DataPlace entry = place;
  do {
    if (array && is_end(kind, entry)) return;
    check_entry(kind, entry, table);
    entry = after(entry, entry_size(kind));
  } while (array && entry.offset < end);
}

CallTables Finder::run() {
  for (std::size_t i = 0; i < words_.files().size(); ++i) {
    if (!uses_cpython(i)) continue;
    for (const Datum& datum : words_.data_of(i)) find_by_shape(datum);
  }
  while (!queue_.empty()) {
    const auto [kind, place] = queue_.back();
    queue_.pop_back();
    check_table(kind, place);
  }
  std::ranges::sort(result_.wrong, {}, [](const WrongEntry& wrong) {
    return std::tie(wrong.object, wrong.table, wrong.entry, wrong.function);
  });
  return std::move(result_);
}

}  // namespace

CallTables check_call_tables(const std::vector<wasm::Object>& objects) { return Finder(objects).run(); }

}  // namespace pylon
