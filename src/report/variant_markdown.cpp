#include "report/variant_markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "report/diff_markdown.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

std::string number(const Json& value) { return with_thousands(value.get<std::uint64_t>()); }

std::string sizes(const Json& file) {
  std::string head = "| bytes |", rule = "|---:|", line = "| " + number(file.at("bytes")) + " |";
  if (file.contains("compressed")) {
    for (const char* format : {"gzip", "brotli", "zstd"}) {
      head += fmt::format(" {} |", format);
      rule += "---:|";
      line += fmt::format(" {} |", number(file.at("compressed").at(format)));
    }
  }
  return head + "\n" + rule + "\n" + line + "\n";
}

std::string check(const Json& facts) {
  if (!facts.contains("attribution")) return "";
  const Json& attribution = facts.at("attribution");
  const Json& sums = attribution.at("check");
  std::string text =
      fmt::format("\n{} rows add up to {} of {} bytes, {} unexplained; attribution: {}.\n",
                  with_thousands(attribution.at("rows").size()), number(sums.at("rows")),
                  number(sums.at("file")), signed_thousands(sums.at("unexplained").get<std::int64_t>()),
                  attribution.at("quality").get<std::string>());
  for (const Json& why : attribution.at("why")) text += "- " + markdown_cell(why.get<std::string>()) + "\n";
  return text;
}

std::string top_rows(const Json& facts, const DiffLimits& limits) {
  std::vector<Row> rows = read_rows(facts);
  if (rows.empty()) return "";
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.bytes() > b.bytes(); });
  const std::size_t count = limits.top == 0 ? rows.size() : std::min(limits.top, rows.size());
  std::string text = "| row | package | code | data | bytes |\n|---|---|---:|---:|---:|\n";
  for (const Row& row : std::span(rows).first(count)) {
    text += fmt::format("| {} | {} | {} | {} | {} |\n", markdown_code(row.name), markdown_cell(row.package),
                        with_thousands(row.code), with_thousands(row.data), with_thousands(row.bytes()));
  }
  return fmt::format("\n<details><summary>The largest {} of {} rows</summary>\n\n{}\n</details>\n", count,
                     with_thousands(rows.size()), text);
}

}  // namespace

std::string variant_markdown(const DiffSide& side, const Diff* diff, const DiffLimits& limits) {
  try {
    const std::string head = fmt::format("### {}: {} bytes\n\n", markdown_cell(side.name),
                                         number(side.facts.at("file").at("bytes")));
    return (diff != nullptr ? diff_markdown(*diff, limits) + "\n" : "") + head +
           sizes(side.facts.at("file")) + check(side.facts) + top_rows(side.facts, limits);
  } catch (const Json::exception& error) {
    throw Error(fmt::format("{}: not a complete manifest: {}", side.name, error.what()),
                "build the variant again: pylonctl build VARIANT");
  }
}

}  // namespace pylon
