// What lint has to say about a place in a file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pylon::lint {

enum class Level { kWarning, kError };

// Bytes of the file that give way to `text`.
struct Edit {
  std::size_t offset = 0, size = 0;
  std::string text;
};

struct Finding {
  std::string rule;
  std::string path;                  // of the file
  std::size_t offset = 0, size = 0;  // bytes of the file
  std::size_t line = 1, column = 1;  // both from 1; the column counts characters
  std::size_t end_line = 1, end_column = 1;
  std::string message;                // a sentence about this place
  std::string fix;                    // what to do about it, a sentence
  std::vector<Edit> edits;            // the same for a machine; empty: a person has to do it
  std::optional<std::string> reason;  // why it is allowed; none: it counts
};

// Why a part of the work could not be done: a bad suppression, a file that cannot be read.
struct Problem {
  std::string path;
  std::size_t line = 0;  // 0: none
  std::string message;
};

using Findings = std::vector<Finding>;
using Problems = std::vector<Problem>;

}  // namespace pylon::lint
