// Advisories in the Open Source Vulnerability format (https://ossf.github.io/osv-schema/), as far as it says
// which versions of what are affected.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pylon {

struct OsvEvent {
  enum class Kind { kIntroduced, kFixed, kLastAffected } kind = Kind::kIntroduced;
  std::string version;  // "0": before all versions
};

// Events of one line of versions. Of type GIT they are commits; `version_events` are then the versions that
// the database found for them (database_specific: versions or extracted_events), and may be empty.
struct OsvRange {
  std::string type;  // "SEMVER", "ECOSYSTEM", "GIT"
  std::string repo;  // GIT: "https://github.com/libexpat/libexpat"
  std::vector<OsvEvent> events, version_events;
};

struct OsvAffected {
  std::string ecosystem, name, purl;  // may be empty: a repository is named in the ranges alone
  std::vector<std::string> cpes;      // of database_specific, here or in a range
  std::vector<OsvRange> ranges;
  std::vector<std::string> versions;  // versions or tags: "2.7.1", "R_2_7_1", "v3.13.5"
};

struct Advisory {
  std::string id;                    // "CVE-2026-45186"
  std::vector<std::string> aliases;  // the same vulnerability in other databases
  std::string summary;               // one line; may be empty
  std::string severity;              // "HIGH" or a CVSS vector; may be empty
  bool withdrawn = false;
  std::vector<OsvAffected> affected;
};

// One advisory, a list of them, or {"vulns": […]}. Error naming `name` and the JSON path for what does not
// have the format's types; fields that the format may get are passed over.
std::vector<Advisory> parse_advisories(std::string_view text, const std::string& name);

}  // namespace pylon
