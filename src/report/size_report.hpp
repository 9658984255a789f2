// What things cost in bytes: variants, one of their modules, and the files inside.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "manifest/file_sizes.hpp"
#include "manifest/why.hpp"
#include "wasm/library_image.hpp"

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

// The table that a build ends with, rows in the given order. A row whose compare_with is among them adds a
// line: "fat - lean  +6,154,311 (+87.0 %)". Two rows that name nobody are compared too, the first with the
// second.
std::string size_table_text(const std::vector<SizeRow>& rows, bool colours);

// {"variants": […], "differences": [{…}, …], "difference": {…}}: per cent with one decimal. "difference" is
// the first of the differences, and missing where there is none.
nlohmann::json size_table_json(const std::vector<SizeRow>& rows);

// What a build with, and one without, showed: file sizes in bytes.
struct MeasuredCost {
  FileSizes with, without;
};

// Why a module is here or is not, and what it costs. `alone`: its rows, compressed by themselves.
std::string why_text(const Why& why, const std::optional<FileSizes>& alone,
                     const std::optional<MeasuredCost>& measured);

// The library inside a pylon.wasm. A line for each file: bytes, bytes as stored, path; then the sums.
std::string inside_list_text(const wasm::LibraryImage& image);
// {"main", "files": [{"path", "bytes", "stored", "codec"}]}, sorted by path.
nlohmann::json inside_list_json(const wasm::LibraryImage& image);

}  // namespace pylon
