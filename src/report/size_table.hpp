// The table that a build ends with: how large each variant is, and what a variant costs or saves against
// another.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace pylon {

// Bytes of one variant's file. `gzip` and `brotli` are those of the whole file, compressed.
struct SizeRow {
  std::string variant;
  std::uint64_t modules = 0;  // built in
  std::uint64_t raw = 0, gzip = 0, brotli = 0;
  std::string path;
  std::string compare_with{};  // another variant, which the table sets it against when it has it; empty: none
};

// The row of a manifest; Error when it lacks one of the numbers.
SizeRow size_row(const std::string& variant, const nlohmann::json& manifest, const std::string& path,
                 const std::string& compare_with = {});

// Aligned columns, one row for each variant in the given order, ended by line ends. For each row whose
// compare_with is among the others a line says how it differs: smaller is negative. Of just two rows that name
// nobody, the first is set against the second.
std::string size_table_text(const std::vector<SizeRow>& rows, bool colours);

// {"variants": […], "differences": [{…}], "difference": {…}}, the last being the first of those before, and
// not there where the text has none. Per cent with one decimal.
nlohmann::json size_table_json(const std::vector<SizeRow>& rows);

}  // namespace pylon
