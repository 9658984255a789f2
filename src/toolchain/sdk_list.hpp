// toolchain/sdk.json: the SDKs that can be assembled of Debian's packages, and the flags that each LLVM
// needs.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace pylon {

// One that can be assembled: of LLVM as this machine has it installed, or of packages that are unpacked.
struct SdkEntry {
  std::string name;                 // "llvm-21"
  std::string meaning;              // for people
  int llvm = 0;                     // major version
  std::string wasi_libc;            // version of that entry of the lock
  std::filesystem::path installed;  // where LLVM is installed; empty: it is unpacked
  // Installed: what apt-get installs. Unpacked: entries of the lock as NAME@VERSION, those that decide what
  // an object holds, and those that they only run with.
  std::vector<std::string> packages, support;
  std::string version;      // of the unpacked packages
  bool exceptions = false;  // its C++ library can throw and catch
};

// Flags that some versions of LLVM need for a part of what is built.
struct FlagRule {
  std::string part;         // as Variant::optimize names it: "cpython", "cpython-profile"
  int from = 0, until = 0;  // first and last major version; 0: no bound
  std::string flags;
};

// What some versions of LLVM can, and the flags it takes.
struct SdkAbility {
  int from = 0;
  std::string compile, link;
};

struct SdkList {
  std::string standard;           // the one that is meant when none is named
  std::vector<SdkEntry> entries;  // sorted by name
  std::vector<FlagRule> rules;
  SdkAbility exceptions, setjmp;

  // nullptr when there is none of that name.
  const SdkEntry* find(const std::string& name) const;
  // By part: what an LLVM of this major version needs, in the order of the rules. 0, an unknown one: nothing.
  std::map<std::string, std::string> flags_for(int llvm) const;
};

// Builds the list from a document that fits the schema. Error naming `name` when the default is not among
// them.
SdkList parse_sdks(const nlohmann::json& document, const std::string& name);

// Reads and checks `<toolchain>/sdk.json` against `<toolchain>/sdk.schema.json`.
SdkList load_sdks(const std::filesystem::path& toolchain);

}  // namespace pylon
