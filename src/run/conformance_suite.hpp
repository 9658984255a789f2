// Runs a test suite inside an artifact: each of its files in a process of its own (and in another one after
// each case that ends its process), several at once, with bounds on time and memory.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "judge/expectations.hpp"
#include "judge/file_result.hpp"
#include "run/found_runner.hpp"
#include "run/suite_source.hpp"

namespace pylon {

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
