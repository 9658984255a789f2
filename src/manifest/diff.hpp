// How two files differ, to the byte: after minus before. A pure function of what is known of both: two
// manifests, with their tables of symbols where they are there, or the facts of two bare .wasm files.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/rows.hpp"

namespace pylon {

// One of two things to compare. The text of `symbols` must outlive the Diff, which points into it.
struct DiffSide {
  std::string name;          // as people call it: "lean", "lean@HEAD~3", "old.wasm"
  nlohmann::json facts;      // a manifest, or module_facts() with {"file": {"bytes": n}} added
  std::string_view symbols;  // the text of symbols.tsv; empty: not known
  std::shared_ptr<const void> owner = nullptr;  // of that text, if it is not the caller's
};

// A number of bytes on both sides. `name`: a measure ("raw"), a section ("code"), …
struct SizeChange {
  std::string name;
  std::uint64_t before = 0, after = 0;
  std::int64_t delta() const { return static_cast<std::int64_t>(after) - static_cast<std::int64_t>(before); }
};

// A part of the difference; `detail` says what it counts ("13 rows only in fat").
struct SplitPart {
  std::string name;
  std::int64_t bytes = 0;
  std::string detail;
};

// A row that only one side has (`before` or `after` is none), or that differs.
struct RowChange {
  std::string name, kind, package;
  std::optional<Row> before, after;
  std::int64_t delta() const;
};

// A function or datum in a row that both sides have; only in one, or of another size. Its place is that of
// the side that has it, of `after` when both have it.
struct SymbolChange {
  bool function = true;
  std::string_view row, object, symbol;
  std::optional<std::uint64_t> before, after;
  std::int64_t delta() const;
};

struct ListChange {
  std::vector<std::string> added, removed;
  bool empty() const { return added.empty() && removed.empty(); }
};

// Something that is not bytes: an input ("source numpy", "2.5.4", "2.5.5"), a limit of the memory. "" where a
// side has none.
struct ValueChange {
  std::string name, before, after;
};

// How far down both sides are known.
enum class DiffBasis { kSections, kRows, kSymbols };

struct Diff {
  std::string before, after;       // names
  std::vector<SizeChange> totals;  // "raw" first; "gzip", "brotli", "zstd" when both sides know them
  DiffBasis basis = DiffBasis::kSections;
  std::vector<SplitPart> split;
  std::int64_t residual = 0;          // of totals[0].delta(), what the parts do not explain
  std::vector<RowChange> rows;        // without the format's, the largest change first
  std::vector<SymbolChange> symbols;  // the largest change first; only with kSymbols
  std::uint64_t moved = 0;            // functions with the same bytes in another row or object
  std::vector<SizeChange> sections;   // those that differ, in file order
  ListChange modules, imports, exports, features;
  std::vector<ValueChange> memory, inputs;
};

// Error when a side lacks what its version must have.
Diff compare(const DiffSide& before, const DiffSide& after);

// Steps of compare(). Sets basis, split, residual, rows, symbols and moved; totals must be there.
void split_difference(const DiffSide& before, const DiffSide& after, Diff& diff);
// Sets modules, imports, exports, features, memory and inputs.
void compare_contents(const nlohmann::json& before, const nlohmann::json& after, Diff& diff);

}  // namespace pylon
