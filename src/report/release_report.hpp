// What `release` (its notes too), `verify` and `update` say: for people, and as stable JSON.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "judge/wasm_check.hpp"
#include "manifest/packing.hpp"

namespace pylon {

struct RefusedFor {
  std::string subject, message, advice;
};
struct ReleasedFile {
  std::string name;
  std::uint64_t bytes = 0;
  std::string sha256;  // empty: not written
};
struct ReleaseReport {
  std::string version, folder;
  bool dry_run = false;
  std::vector<RefusedFor> reasons;  // empty: it is (or would be) cut
  std::vector<std::string> to_run;  // "fat with PYLON_REQUIRE_FAT=1": smokes that would be run
  std::vector<ReleasedFile> files;
};
std::string release_text(const ReleaseReport& report);
std::string release_json(const ReleaseReport& report);

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

// In Markdown: what is in it, what changed, what ends when, how to check it.
std::string notes_text(const NotesInputs& inputs);

struct VerifyReport {
  std::string what;                  // as it was given
  std::vector<std::string> checked;  // what was looked at, and agrees unless a finding says otherwise
  std::vector<std::string> notes;    // what could not be looked at, and who signed
  std::vector<Disagreement> findings;
  std::optional<PackedFiles> packed;  // what pack put into the file; JSON has all of it
};
std::string verify_text(const VerifyReport& report);
std::string verify_json(const VerifyReport& report);

// An update as a page for a pull request, in GitHub-flavoured Markdown: what changed, digests, patches,
// vendored code, licences, sizes, what the checks said, what is left to do. `facts`: of take_version() and
// judge_version().
std::string update_markdown(const nlohmann::json& facts);

// What is newer. `states`: [{"name", "used", "newest", "newer": [{"version", "place"}], "problems": […],
// "state"}]. As aligned text, or as a Markdown table.
std::string newer_text(const nlohmann::json& states);
std::string newer_markdown(const nlohmann::json& states);

}  // namespace pylon
