#include "release/notes_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "release/archive_writer.hpp"
#include "report/release_report.hpp"

namespace pylon {
namespace {

// What stands between two marks; none when one of them is missing.
std::optional<std::string> between(const std::string& text, std::string_view before, std::string_view after) {
  const std::size_t start = text.find(before);
  if (start == std::string::npos) return std::nullopt;
  const std::size_t from = start + before.size(), end = text.find(after, from);
  if (end == std::string::npos) return std::nullopt;
  return text.substr(from, end - from);
}

std::vector<std::string> split_at(const std::string& text, std::string_view separator) {
  std::vector<std::string> parts;
  for (std::size_t start = 0;;) {
    const std::size_t end = text.find(separator, start);
    parts.push_back(text.substr(start, end - start));
    if (end == std::string::npos) return parts;
    start = end + separator.size();
  }
}

// Takes out the changes since an earlier release, and says which.
std::string without_changes(std::string text, NotesAgain& again) {
  const std::size_t start = text.find("## Changes since "), end = text.find("## To check it\n");
  if (start == std::string::npos || end == std::string::npos || end < start) return text;
  const std::string since = text.substr(start + 17, text.find('\n', start) - start - 17);
  again.notes.push_back("the changes since " + since + " are not compared: that takes both releases");
  return text.erase(start, end - start);
}

std::string first_other_line(const std::string& found, const std::string& wanted) {
  const std::vector<std::string> a = split_lines(found), b = split_lines(wanted);
  std::size_t i = 0;
  while (i < std::min(a.size(), b.size()) && a[i] == b[i]) ++i;
  const std::string here = i < a.size() ? "'" + a[i] + "'" : "its end";
  return fmt::format("it says {}, where the release gives {}", here,
                     i < b.size() ? "'" + b[i] + "'" : "nothing");
}

// Files compiled ahead of time that the notes tell of, against those that are there.
void check_compiled(const NotesInputs& inputs, const std::vector<std::string>& stems,
                    const std::set<std::string>& files, NotesAgain& again) {
  std::set<std::string> told, there;
  std::string compiler = inputs.compiler;
  std::ranges::replace(compiler, ' ', '-');
  for (const std::string& stem : stems) {
    for (const std::string& target : inputs.targets)
      told.insert(fmt::format("{}.{}.{}{}", stem, compiler, target, kCompiled));
  }
  for (const std::string& file : files) {
    if (file.ends_with(kCompiled)) there.insert(file);
  }
  for (const std::string& file : told) {
    if (!there.contains(file)) again.findings.push_back("it tells of " + file + ", which is not there");
  }
  for (const std::string& file : there) {
    if (!told.contains(file)) again.findings.push_back("it does not tell of " + file);
  }
}

}  // namespace

NotesAgain notes_again(const std::string& text, const std::vector<VerifiedVariant>& variants,
                       const NotesSurroundings& around) {
  NotesAgain again;
  NotesInputs inputs;
  std::vector<std::string> stems;
  inputs.date = around.date;
  inputs.signature = around.signature;
  inputs.compiler = between(text, "compiled ahead of time, for ", " alone (").value_or("");
  if (!inputs.compiler.empty())
    inputs.targets = split_at(between(text, " alone (", "): `wasmtime").value_or(""), ", ");
  for (const VerifiedVariant& variant : variants) {
    const nlohmann::json& identity = variant.manifest.at("identity");
    inputs.version = identity.value("version", "");
    inputs.commit = identity.at("git");
    const auto old_name = variant.content.entries.find(identity.value("old_name", ""));
    if (old_name != variant.content.entries.end()) inputs.alias_is_copy = old_name->second.target.empty();
    stems.push_back(release_name(inputs.version, identity.at("variant"), identity.at("target")));
    inputs.variants.push_back({variant.manifest, nullptr, {}});
  }
  std::ranges::sort(inputs.variants, {}, [](const NotedVariant& variant) {
    return variant.manifest.at("identity").at("variant").get<std::string>();
  });
  const std::string compared = without_changes(text, again), wanted = notes_text(inputs);
  if (compared != wanted) again.findings.push_back(first_other_line(compared, wanted));
  check_compiled(inputs, stems, around.files, again);
  return again;
}

}  // namespace pylon
