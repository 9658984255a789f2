// old-artifact-name: the artifact's old name, in anything that is written: code, comments, documents.
#include <set>

#include "base/python_tokens.hpp"
#include "lint/escapes.hpp"
#include "lint/rules.hpp"

namespace pylon::lint {
namespace {

// pylon-lint: allow old-artifact-name: this is what the rule looks for
constexpr std::string_view kOldName = "python.composed.wasm";

// A part of a longer name is another name.
bool stands_alone(std::string_view text, std::size_t at) {
  const std::size_t end = at + kOldName.size();
  const bool before =
      at > 0 && (is_word_character(text[at - 1]) || text[at - 1] == '-' || text[at - 1] == '.');
  return !before && (end == text.size() || !is_word_character(text[end]));
}

// A variant file says what the link is called: there the name is defined. The places of such values.
std::set<std::size_t> definitions_in(const File& file) {
  std::set<std::size_t> places;
  if (file.language != Language::kJson) return places;
  for (const JsonString& each : json_strings(file.text)) {
    if (each.under == "old_name" && !each.key) places.insert(each.offset);
  }
  return places;
}

}  // namespace

bool concerns_old_artifact_name(std::string_view /*path*/, std::string_view text) {
  return mentions(text, kOldName);
}

void check_old_artifact_name(const File& file, Findings& findings) {
  const std::set<std::size_t> definitions = definitions_in(file);
  for (std::size_t at = 0; (at = file.text.find(kOldName, at)) != std::string_view::npos;
       at += kOldName.size()) {
    if (!stands_alone(file.text, at) || definitions.contains(at)) continue;
    Finding finding;
    finding.offset = at;
    finding.size = kOldName.size();
    // pylon-lint: allow old-artifact-name: the message has to say it
    finding.message = "python.composed.wasm is the old name of pylon.wasm.";
    finding.fix = "Write pylon.wasm.";
    finding.edits.push_back({at, kOldName.size(), "pylon.wasm"});
    findings.push_back(std::move(finding));
  }
}

}  // namespace pylon::lint
