// The gate on one built variant: gathers what it looks at from the checkout, and judges.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "advisory/match.hpp"
#include "checkout/project.hpp"
#include "manifest/gate.hpp"

namespace pylon {

struct GateOptions {
  std::string baseline;      // a file, or a revision of git; empty: artifacts/<variant>/baseline.json
  std::string today;         // "2026-11-23"; empty: the day it is, in UTC
  bool require_fat = false;  // asked for by name; without smokes_may_skip a variant is judged so anyway
  std::string advisories{};  // an export of advisories; empty: the variant's own setting
};

// What an export of advisories says of the bill of materials in a variant's manifest. `problems`: files of
// the export that could not be read. Error when the export is not there.
struct AdvisoryRun {
  AdvisoryCheck check;
  std::vector<std::string> problems;
};
AdvisoryRun check_advisories(const Catalog& catalog, const nlohmann::json& manifest,
                             const std::filesystem::path& advisories);

// Judges one variant. What keeps it from being judged becomes Verdict::undecided.
Verdict judge(const Project& project, const Catalog& catalog, const Variant& variant,
              const GateOptions& options);

struct HostWord {
  std::string word, meaning;  // "/home/ada/pylon", "the checkout's folder"
};

// The folders of the checkout, the cache and the user, and the machine's name. Words of less than eight
// characters are left out: a file can have those by chance.
std::vector<HostWord> host_words(const Project& project);

// "the checkout's folder /home/ada/pylon" for each of the words that `content` has.
std::vector<std::string> host_state(std::string_view content, const std::vector<HostWord>& words);

}  // namespace pylon
