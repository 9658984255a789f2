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
};

// The row of a manifest; Error when it lacks one of the numbers.
SizeRow size_row(const std::string& variant, const nlohmann::json& manifest, const std::string& path);

// Aligned columns, one row for each variant in the given order, ended by line ends. When `lean` and `fat` are
// among them, or there are just two, a last line says how the first differs from the second: smaller is
// negative.
std::string size_table_text(const std::vector<SizeRow>& rows, bool colours);

// {"variants": […], "difference": {…}}; no "difference" where the text has none. Per cent with one decimal.
nlohmann::json size_table_json(const std::vector<SizeRow>& rows);

}  // namespace pylon
