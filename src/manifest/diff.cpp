#include "manifest/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "base/error.hpp"
#include "manifest/build_facts.hpp"

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

using Json = nlohmann::json;
using Values = std::map<std::string, std::string>;

constexpr const char* kProfile = "profile of CPython";

ListChange compare_lists(std::vector<std::string> before, std::vector<std::string> after) {
  std::sort(before.begin(), before.end());
  std::sort(after.begin(), after.end());
  ListChange change;
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                      std::back_inserter(change.added));
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                      std::back_inserter(change.removed));
  return change;
}

std::vector<ValueChange> compare_values(const Values& before, const Values& after) {
  std::map<std::string, std::pair<std::string, std::string>> both;
  for (const auto& [name, value] : before) both[name].first = value;
  for (const auto& [name, value] : after) both[name].second = value;
  std::vector<ValueChange> changes;
  for (const auto& [name, values] : both) {
    if (values.first != values.second) changes.push_back({name, values.first, values.second});
  }
  return changes;
}

// "wasi_snapshot_preview1.fd_write (func)"; exports have no module.
std::vector<std::string> entries(const Json& facts, const char* which) {
  std::vector<std::string> names;
  for (const Json& entry : facts.at("interface").at(which)) {
    const std::string module = entry.contains("module") ? entry.at("module").get<std::string>() + "." : "";
    names.push_back(module + entry.at("name").get<std::string>() + " (" +
                    entry.at("kind").get<std::string>() + ")");
  }
  return names;
}

Values memory_values(const Json& facts) {
  const Json& memory = facts.at("memory");
  Values values;
  if (memory.contains("stack_bytes")) values["stack, bytes"] = memory.at("stack_bytes").dump();
  std::size_t number = 0;
  for (const Json& entry : memory.at("memories")) {
    const std::string prefix = number++ == 0 ? "memory, " : "memory " + std::to_string(number) + ", ";
    for (const auto& [key, value] : entry.items()) values[prefix + key] = value.dump();
  }
  return values;
}

// "2.5.5", and of a digest as much as tells two apart. "numpy 2.5.5" -> its name and version.
void add_source(const std::string& source, const std::string& sha256, Values& values) {
  const std::size_t space = source.rfind(' ');
  const std::string version = space == std::string::npos ? "" : source.substr(space + 1) + " ";
  values["source " + source.substr(0, space)] = version + "(sha256 " + sha256.substr(0, 12) + ")";
}

Values input_values(const Json& facts) {
  Values values;
  const auto identity = facts.find("identity");
  if (identity != facts.end()) {
    values["cpython"] = identity->at("cpython").get<std::string>();
    values["git"] = identity->at("git").get<std::string>();
    values["target"] = identity->at("target").get<std::string>();
  }
  const auto inputs = facts.find("inputs");
  if (inputs == facts.end()) return values;
  for (const auto& [name, sha256] : inputs->at("sources").items()) add_source(name, sha256, values);
  for (const auto& [name, version] : inputs->at("tools").items()) values["tool " + name] = version;
  for (const auto& [name, flags] : inputs->at("flags").items()) values["flags " + name] = flags;
  const std::string profile = profile_words(profile_in(facts));
  if (!profile.empty()) values[kProfile] = profile;
  for (const Json& patch : inputs->at("patches")) {
    values["patch " + patch.at("file").get<std::string>()] = "applied";
  }
  return values;
}

std::vector<std::string> built_in(const Json& facts) {
  const auto modules = facts.find("modules");
  if (modules == facts.end()) return {};
  return modules->at("built_in").get<std::vector<std::string>>();
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

void compare_contents(const Json& before, const Json& after, Diff& diff) {
  if (before.contains("unread") || after.contains("unread")) {
    // What a side was not read of would look as if it were not there.
    diff.inputs.push_back(
        {"not read, compared by sections", before.value("unread", ""), after.value("unread", "")});
    return;
  }
  diff.imports = compare_lists(entries(before, "imports"), entries(after, "imports"));
  diff.exports = compare_lists(entries(before, "exports"), entries(after, "exports"));
  diff.features = compare_lists(before.at("features").at("used"), after.at("features").at("used"));
  diff.memory = compare_values(memory_values(before), memory_values(after));
  // A bare .wasm file says nothing of modules and inputs; that is no difference.
  const bool two_manifests = before.contains("inputs") && after.contains("inputs");
  if (!two_manifests) return;
  diff.modules = compare_lists(built_in(before), built_in(after));
  Values inputs_before = input_values(before), inputs_after = input_values(after);
  // A manifest of before it was recorded does not say; that is no difference either.
  if (!inputs_before.contains(kProfile)) inputs_after.erase(kProfile);
  if (!inputs_after.contains(kProfile)) inputs_before.erase(kProfile);
  diff.inputs = compare_values(inputs_before, inputs_after);
}

}  // namespace pylon
