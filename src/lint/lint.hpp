// Lint: files in, findings out. Nothing stops at the first finding, nor at the first file that cannot be
// read.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/suppression.hpp"

namespace pylon::lint {

constexpr std::uint64_t kHugeBytes = 4U << 20U;  // files above this are not looked at

struct Content {
  std::string text;
  std::string skipped;  // why it is not looked at ("binary", "more than 4 MiB"); "": it is
  std::string problem;  // why it could not be read
};
using Read = std::function<Content(const std::string& path)>;

// What lint looks at of a file with these bytes: its text in UTF-8, whatever it is written in. Skipped is
// what git takes for binary, a zero byte in the first 8000, unless its name says that a compiler reads it.
Content content_of(std::string_view path, std::string bytes);

struct Skipped {
  std::string path, why;
};

struct Report {
  Findings findings;  // sorted by path and place; allowed ones too
  Problems problems;  // sorted
  std::vector<Skipped> skipped;
  std::uint64_t files = 0, bytes = 0;  // that were looked at

  std::size_t counting() const;  // findings that no reason allows
  // 0 clean, 1 findings, 2 when something could not be looked at.
  int exit_code() const;
};

// `paths`: each once, sorted. `allowed`: which entries were used is marked in there; with `whole` those that
// were not are reported, since all that they may be for was looked at.
Report lint(const std::vector<std::string>& paths, const Read& read, AllowList& allowed, bool whole);

// Mends by machine: `text` with the edits of the findings that count, each where it was found. An edit that
// overlaps an earlier one is left for the next run.
std::string fixed(std::string_view text, const Findings& findings);

}  // namespace pylon::lint
