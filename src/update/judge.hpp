// What a new version does to the variants: the project's own verbs run one after the other, and what they
// say.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "checkout/project.hpp"

namespace pylon {

struct JudgeSetting {
  std::string source, version;        // what was taken
  std::vector<std::string> variants;  // those that are built; empty: all
  bool profile = false;               // CPython: make its profile anew before the build
  bool build = true;                  // false: setup alone
  int jobs = 0;                       // of the build; 0: as many as there are processors
  std::function<void(const std::string&)> say;
};

// Runs setup, toolchain/update-profile (with `profile`), build, smoke, audit, gate and diff against the
// committed baselines, and adds what they say to `facts`. Returns 0 when all say yes, 1 when one says no, 2
// when one could not decide. Nothing runs after a failed build.
int judge_version(const Project& project, const JudgeSetting& setting, nlohmann::json& facts);

}  // namespace pylon
