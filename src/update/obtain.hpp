// Brings a version that nobody has a digest of yet into the download folder, and finds its digest.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "update/offers.hpp"

namespace pylon {

struct ObtainSetting {
  Project project;
  std::vector<std::filesystem::path> local_folders;  // looked at first
  bool offline = false;
  std::function<void(const std::string&)> say;
  std::function<void(const std::string&)> progress;  // a line that replaces the last; may be null
};

// The lock's entry for `version` of what `old` is an entry of: its places are those of `old` for the new
// version, and the offers. file and sha256 are those of the old one until obtain() has found the new.
Source next_source(const Source& old, const std::string& version, const std::vector<Offer>& offers);

// Downloads the file of `wanted` (or takes it from a local folder), sets wanted.file and wanted.sha256, and
// moves it to where builds look for it. Returns from where it came. A file from a folder or a
// page is compared with Debian's signed lists: a Debian place that lists another digest has another file, is
// left out of wanted.places, and the answer says so. Error with all places and why they failed.
std::string obtain(Source& wanted, const ObtainSetting& setting);

// The doors to package indexes, suites and pages, through their ordinary clients: PyPI by `unearth` of the
// virtual environment (or on PATH), Debian's suites by toolchain/debian-suite, pages by libcurl. `say` is
// told what is asked for, a line each time that may take seconds. Answers are remembered as long as the
// market lives.
Market real_market(const Project& project, std::function<void(const std::string&)> say);

}  // namespace pylon
