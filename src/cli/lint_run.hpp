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

// Looks at `paths`: a file always, a folder as source_files says. The allow list is `.pylon-lint` in the
// first path's folder or the nearest one above it. Paths in the report are relative to the current folder
// where they lie below it. A path that is not there is a problem of the report. Files are written whole and
// by rename, their permissions kept.
LintRun run_lint(const std::vector<std::string>& paths, Mend mend);

}  // namespace pylon
