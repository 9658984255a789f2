#include "manifest/diff.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

std::int64_t minus(std::uint64_t a, std::uint64_t b) {
  return static_cast<std::int64_t>(a) - static_cast<std::int64_t>(b);
}

std::vector<SizeChange> totals(const Json& before, const Json& after) {
  const Json& a = before.at("file");
  const Json& b = after.at("file");
  std::vector<SizeChange> list{{"raw", a.at("bytes"), b.at("bytes")}};
  if (!a.contains("compressed") || !b.contains("compressed")) return list;
  for (const char* format : {"gzip", "brotli", "zstd"}) {
    list.push_back({format, a.at("compressed").at(format), b.at("compressed").at(format)});
  }
  return list;
}

// Sections of one name count together; the order is that of `after`, then those that only `before` has.
std::vector<SizeChange> sections(const Json& before, const Json& after) {
  std::vector<SizeChange> list;
  const auto entry = [&](const Json& section) -> SizeChange& {
    const auto name = section.at("name").get<std::string>();
    const auto found = std::ranges::find(list, name, &SizeChange::name);
    return found != list.end() ? *found : list.emplace_back(SizeChange{name, 0, 0});
  };
  for (const Json& section : after.at("sections")) {
    entry(section).after += section.at("bytes").get<std::uint64_t>();
  }
  for (const Json& section : before.at("sections")) {
    entry(section).before += section.at("bytes").get<std::uint64_t>();
  }
  return list;
}

}  // namespace

std::int64_t RowChange::delta() const {
  return minus(after ? after->bytes() : 0, before ? before->bytes() : 0);
}

std::int64_t SymbolChange::delta() const { return minus(after.value_or(0), before.value_or(0)); }

Diff compare(const DiffSide& before, const DiffSide& after) {
  Diff diff;
  diff.before = before.name;
  diff.after = after.name;
  try {
    diff.totals = totals(before.facts, after.facts);
    diff.sections = sections(before.facts, after.facts);
    split_difference(before, after, diff);
    std::erase_if(diff.sections, [](const SizeChange& section) { return section.delta() == 0; });
    compare_contents(before.facts, after.facts, diff);
  } catch (const Json::exception& error) {
    throw Error(fmt::format("{} and {} cannot be compared, one is not complete: {}", before.name, after.name,
                            error.what()),
                "build the variant again: pylonctl build VARIANT");
  }
  return diff;
}

}  // namespace pylon
