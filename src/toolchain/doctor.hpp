// What a build needs of this machine: what is there, in which version, what it means, and how to get the
// rest.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "toolchain/digest_cache.hpp"
#include "toolchain/lock.hpp"
#include "toolchain/sdk_list.hpp"

namespace pylon {

enum class Health {
  kGood,
  kMissing,  // no build can work without it
  kNote,     // a build works, but something is slower or less than it could be
};

struct Examined {
  std::string group;  // "programs", "Python packages", "WASI SDK", "downloads", "machine", "versions"
  std::string name;   // "cmake"
  Health health = Health::kGood;
  std::string version;   // may be empty
  std::string meaning;   // what it is for, or what its state means
  std::string advice{};  // what to do; empty when it is good
  std::string path{};    // may be empty
  std::string digest{};  // SHA-256, where the bytes matter to what is built; else empty
};

struct DoctorSetting {
  std::filesystem::path build;  // the project's build folder, with the virtual environment
  std::filesystem::path venv;
  std::filesystem::path cache;         // `$XDG_CACHE_HOME/pylon`
  std::vector<const Source*> sources;  // what a build needs
  SdkList sdks;
};

// Looks at everything; never throws for what is missing.
std::vector<Examined> examine(const DoctorSetting& setting, const Lock& lock, DigestCache& digests);

bool can_build(const std::vector<Examined>& findings);

// The first thing in `text` that looks like a version: "cmake version 3.25.1" -> "3.25.1"; "" when there is
// none.
std::string version_in(const std::string& text);

}  // namespace pylon
