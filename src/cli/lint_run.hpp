// Lint over files and folders of this machine.
#pragma once

#include <string>
#include <vector>

#include "lint/lint.hpp"

namespace pylon {

enum class Mend { kNothing, kShow, kApply };

struct LintRun {
  lint::Report report;      // with kApply: of what is left afterwards
  std::string patch;        // kShow: all mechanical fixes as a unified diff
  std::size_t mended = 0;   // findings that kApply mended
  std::size_t written = 0;  // files that it wrote
};

// Looks at `paths`: at each file, and at what source_files() finds in each folder; a path that is not there
// is a problem of the report. The allow list is `.pylon-lint` in the first path's folder or the nearest one
// above it. Paths below the current folder are shown relative to it. With Mend::kApply files are replaced by
// rename and keep their permissions.
LintRun run_lint(const std::vector<std::string>& paths, Mend mend);

}  // namespace pylon
