// What an SDK can, proven: small programs are compiled, linked and run in the runtime that smokes use.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "run/found_runner.hpp"
#include "toolchain/sdk.hpp"

namespace pylon {

struct SdkProof {
  std::string name;     // "C++ exceptions", "setjmp"
  bool works = false;   // the program printed what it should
  std::string verdict;  // in a word: "caught", "ends", "yes", "no"
  std::string meaning;  // a sentence: what code may do, or what went wrong
};

struct SdkProofSetting {
  std::filesystem::path prefix;     // of the SDK, as a build uses it: bin/clang, bin/clang++
  std::filesystem::path cxa_abort;  // toolchain/recipes/cpython/cxa_abort.c
  std::filesystem::path cache;      // answers are kept here, by the SDK's identity and the runtime's version
};

// C++ exceptions first, then setjmp. Takes a second, or nothing when the answers are known. Error when no
// scratch file can be written.
std::vector<SdkProof> prove_sdk(const Sdk& sdk, const SdkList& sdks, const FoundRunner& runner,
                                const SdkProofSetting& setting);

}  // namespace pylon
