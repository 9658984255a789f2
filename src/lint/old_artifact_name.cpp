// old-artifact-name: the artifact's old name, in anything that is written: code, comments, documents.
#include "base/python_tokens.hpp"
#include "lint/json_strings.hpp"
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

// A variant file says what the link is called: that is where the name is defined.
bool is_definition(const File& file, std::size_t at) {
  if (file.language != Language::kJson) return false;
  for (const JsonString& each : json_strings(file.text)) {
    if (each.offset == at && each.under == "old_name" && !each.key) return true;
  }
  return false;
}

}  // namespace

bool concerns_old_artifact_name(std::string_view /*path*/, std::string_view text) {
  return mentions(text, kOldName);
}

void check_old_artifact_name(const File& file, Findings& findings) {
  for (std::size_t at = 0; (at = file.text.find(kOldName, at)) != std::string_view::npos;
       at += kOldName.size()) {
    if (!stands_alone(file.text, at) || is_definition(file, at)) continue;
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
