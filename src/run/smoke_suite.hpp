// Runs smokes inside an artifact, each in its own process, several at once, with bounds on time and memory.
// Those of a built variant run where its artifacts lie, and are recorded where the gate looks.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checkout/project.hpp"
#include "judge/smoke_summary.hpp"
#include "judge/transcript.hpp"
#include "run/found_runner.hpp"

namespace pylon {

struct SuiteSetting {
  std::string variant;
  std::filesystem::path artifact;  // the folder with pylon.wasm and lib/
  std::string library;             // digest of that lib/, for the record
  std::filesystem::path smokes;    // the folder with the smokes, which is theirs to read as /smoke
  std::filesystem::path logs;      // <name>.log each; made when missing
  std::string filter;              // a glob over names; "": all
  bool require_fat = false;
  // Smoke -> modules that it needs (smoke_needs) and the artifact has not. Such a smoke is not run: with
  // `may_leave_out`, and not under require_fat, it is a skip, else a failure; both say what is missing.
  std::map<std::string, std::vector<std::string>> missing{};
  bool may_leave_out = false;
  std::chrono::seconds time_limit{300};           // of each
  std::uint64_t memory = std::uint64_t{1} << 30;  // bytes of linear memory of each; 0: no limit
  unsigned jobs = 0;                              // at the same time; 0: one for each processor
};

// What a smoke asks for as a whole, in a line of its own: "# Needs: _sqlite3, _bz2". Checks that alone need a
// module say so with check(…, requires=…).
std::vector<std::string> smoke_needs(std::string_view text);

// The smokes that the runner's known limits leave out are not run. Error when none is left. `on_row` is
// called for each smoke as it ends, one at a time. Each has a new, empty /tmp.
SmokeRun run_suite(const SuiteSetting& setting, const FoundRunner& runner,
                   const std::function<void(const SmokeRow&)>& on_row);

// As wanted_variants(); "lean-dev" is the variant lean at its level dev.
std::vector<Variant> smoked_variants(const Workspace& workspace, const std::vector<std::string>& names,
                                     bool all);

// Runs the smokes of a built variant. `setting` says how; its variant and folders are set here. What a run of
// all smokes with the standard runner says is written to artifacts/<variant>/smoke.json; that of another
// level than the release's is not, as nothing judges it. Error when the variant is not built.
SmokeRun run_smokes(const Project& project, const Variant& variant, const FoundRunner& runner,
                    SuiteSetting setting, const std::function<void(const SmokeRow&)>& on_row);

// Gives frames the names of their functions. A shipped pylon.wasm has no names; symbols.tsv beside it in
// `artifact` has, and ties each to the digest of its bytes. What cannot be read leaves the frames as they
// are: a backtrace without names is better than none.
void name_frames_of(const std::filesystem::path& artifact, std::span<Frame> frames);

}  // namespace pylon
