// Whether variants can be released as they are: every reason why not, all at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "release/archive_writer.hpp"
#include "run/found_runner.hpp"
#include "store/step.hpp"

namespace pylon {

struct ReleaseWish {
  std::string version;                  // "1.0.0"
  std::vector<std::string> variants;    // empty: all that can be built
  std::filesystem::path out;            // the folder that will appear
  bool copy = false;                    // the old name as a copy, for consumers that cannot have links
  std::filesystem::path previous;       // an earlier release's folder, archive or manifest; may be empty
  std::filesystem::path key;            // to sign with; may be empty
  std::vector<std::string> targets;     // "x86_64-unknown-linux-gnu": what to compile for ahead of time
  std::optional<FoundRunner> compiler;  // what does that; there when `targets` is not empty
  bool remote_steps = false;            // steps that came from a remote store are allowed
  bool require_fat = false;             // asked for by name; of a variant with NumPy it is asked anyway
  std::string today;                    // "2026-11-23": what the gate goes by; empty: the day it is
};

struct Reason {
  std::string subject;  // "lean", "the checkout", …
  std::string message, advice;
};

struct ReadyVariant {
  Variant variant;
  nlohmann::json manifest;                   // with the commit of the release as its state of git
  std::map<std::string, ReleaseFile> files;  // by path in the archive
  bool require_fat = false;                  // its smokes may skip nothing
  bool smokes_to_run = false;                // there is no verdict on these very bytes
};

struct Readiness {
  std::vector<Reason> reasons;  // empty: ready, but for smokes that have to run
  std::string commit;
  std::int64_t seconds = 0;  // of the commit, or SOURCE_DATE_EPOCH: the time that everything carries
  std::vector<ReadyVariant> variants;
  std::vector<std::string> remote_steps;  // folders of steps that came from a remote store
};

// Looks; changes nothing but build/pylon/build.ninja, whose lock the caller has. Error where a look itself
// fails (an unknown variant).
Readiness check_readiness(const Project& project, const ReleaseWish& wish);

// What keeps a variant's smokes from counting, once they have run.
std::vector<Reason> smoke_reasons(const Project& project, const ReadyVariant& variant);

// Sets `ready.files`: pylon.wasm, lib/, manifest.json, licences/. What it finds wrong: artifacts that are not
// what was built, a component without its licence. In variant_files.cpp.
std::vector<Reason> gather_files(const Workspace& workspace, const Plan& plan, ReadyVariant& ready);

}  // namespace pylon
