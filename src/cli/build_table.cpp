#include "cli/build_table.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/verbs.hpp"
#include "report/size_table.hpp"
#include "system/files.hpp"

namespace pylon::cli {
namespace {

// A fast level has no manifest, which all sizes but the file's own would come from.
std::string level_table(const Project& project, const std::vector<Variant>& variants,
                        const std::string& format) {
  nlohmann::json rows = nlohmann::json::array();
  std::string text;
  for (const Variant& variant : variants) {
    const fs::path file = project.artifacts() / variant.title() / "pylon.wasm";
    const std::string path = file.lexically_relative(project.root).string();
    rows.push_back(
        {{"variant", variant.name}, {"level", variant.level}, {"raw", fs::file_size(file)}, {"path", path}});
    text += fmt::format("{}  level {}  {} bytes  {}\n", variant.name, variant.level,
                        with_thousands(fs::file_size(file)), path);
  }
  return format == "json" ? json_text({{"variants", rows}}) : text;
}

}  // namespace

std::string build_table(const Project& project, const std::vector<Variant>& variants,
                        const std::string& format) {
  if (!variants.front().level.empty()) return level_table(project, variants, format);
  std::vector<SizeRow> rows;
  for (const Variant& variant : variants) {
    const fs::path folder = project.artifacts() / variant.name;
    rows.push_back(size_row(variant.name, nlohmann::json::parse(read_file(folder / "manifest.json")),
                            (folder / "pylon.wasm").lexically_relative(project.root).string(),
                            variant.compare_with));
  }
  if (format == "json") return json_text(size_table_json(rows));
  return size_table_text(rows, wants_colours());
}

}  // namespace pylon::cli
