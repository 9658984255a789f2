// Whether what is in one variant of a release agrees: checksums, manifest, pylon.wasm's own bytes, the old
// name, lib/ and licences. Pure; every disagreement is a finding, none stops the rest.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "judge/wasm_check.hpp"

namespace pylon {

// What lies in an archive, or in a folder where one was unpacked.
struct ContentEntry {
  std::string target;  // of a link; empty: it is a file
  std::string sha256;  // of a file
  std::uint64_t bytes = 0;
  std::optional<unsigned>
      mode{};  // permission bits of a file in an archive; unknown in a folder, where umask rules
};
struct ReleaseContent {
  std::map<std::string, ContentEntry> entries;  // by path below the top folder
  std::map<std::string, std::string> texts;     // pylon.wasm, manifest.json and SHA256SUMS themselves
};

// `name`: of the archive or folder, for the findings.
std::vector<Disagreement> check_content(const ReleaseContent& content, const std::string& name);

}  // namespace pylon
