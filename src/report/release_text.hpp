// What `release` and `verify` say: for people, and as stable JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "judge/content_check.hpp"

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

struct VerifyReport {
  std::string what;                  // as it was given
  std::vector<std::string> checked;  // what was looked at, and agrees unless a finding says otherwise
  std::vector<std::string> notes;    // what could not be looked at, and who signed
  std::vector<Disagreement> findings;
};
std::string verify_text(const VerifyReport& report);
std::string verify_json(const VerifyReport& report);

}  // namespace pylon
