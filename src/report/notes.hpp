// Release notes in Markdown: what is in it, what changed, what ends when, how to check it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace pylon {

struct NotedVariant {
  nlohmann::json manifest;
  nlohmann::json previous;         // its manifest in the release before; null: it had none
  std::vector<std::string> files;  // its archives
};

struct NotesInputs {
  std::string version, date;  // "1.0.0", "2026-11-23"
  std::string previous;       // the version before; empty: none was given
  std::string commit;
  bool alias_is_copy = false;
  std::string signature;             // the file; empty: there is none
  std::string compiler;              // "wasmtime 49.0.3", of the files compiled ahead of time
  std::vector<std::string> targets;  // of these files; empty: there are none
  std::vector<NotedVariant> variants;
};

std::string notes_text(const NotesInputs& inputs);

}  // namespace pylon
