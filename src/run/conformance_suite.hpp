// Runs a test suite inside an artifact: each of its files in a process of its own (and in another one after
// each case that ends its process), several at once, with bounds on time and memory.
// And where the sources of an artifact's suites are, and what their drivers find mounted.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "judge/file_result.hpp"
#include "judge/judgement.hpp"
#include "judge/runner.hpp"
#include "run/found_runner.hpp"

namespace pylon {

struct SuiteSource {
  std::string name, version;  // "cpython" "3.13.5"; arrow has nanoarrow's, programs have CPython's
  std::string driver;         // "cpython_driver.py", in tests/conformance/support/
  // Not empty: the driver runs natively, as this program, the driver's path and its arguments, with the
  // command that starts `inside` in the artifact after "--".
  std::string program;
  std::string inside;
  std::vector<Mount> mounts;     // what the driver needs; absolute
  std::filesystem::path expect;  // tests/conformance/<name>.json
};

const std::vector<std::string>& suite_names();  // "arrow", "cpython", "numpy", "programs"

// NumPy's own tests for a variant that has it, else CPython's.
std::string usual_suite(const Variant& variant);

// From the sources that the variant is built of, which stay as they are: tests write beside themselves, so
// they are run in a copy in the build folder, made when there is none. Error when the variant is not built,
// does not have what the suite tests, or when pytest has not been set up.
SuiteSource find_suite(const Workspace& workspace, const Variant& variant, const std::string& name);

struct ConformanceSetting {
  std::string variant;
  std::filesystem::path artifact;  // the folder with pylon.wasm, lib/ and symbols.tsv
  std::filesystem::path logs;      // <file>.log each; made when missing
  std::string filter;              // a glob over files; "": all
  bool sample = false;
  std::chrono::seconds time_limit{0};  // of each process
  std::uint64_t memory = 0;            // bytes of linear memory of each; 0: no limit
  unsigned jobs = 1;
};

// `on_file` is called for each file as it ends, one at a time, with how many have ended. After an interrupt
// (system/process.hpp) the result has what had ended by then. Error when no file is to be run.
ConformanceRun run_conformance(
    const ConformanceSetting& setting, const SuiteSource& suite, const Expectations& expectations,
    const FoundRunner& runner,
    const std::function<void(const FileResult&, std::size_t ended, std::size_t planned)>& on_file);

}  // namespace pylon
