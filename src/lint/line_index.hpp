// The lines of a text, found once: places are told from it in time that does not grow with the text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pylon::lint {

struct Position {
  std::size_t line = 1, column = 1;  // both from 1; the column counts characters
};

// Reads `text`, which must outlive it.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  // `offset`: at most the size of the text.
  Position position_of(std::size_t offset) const;
  // Where the line of `offset` begins.
  std::size_t line_start(std::size_t offset) const;

 private:
  std::size_t characters_before(std::size_t offset) const;

  std::string_view text_;
  std::vector<std::size_t> starts_;      // of each line
  std::vector<std::size_t> characters_;  // before every kStride-th byte: a line may be as long as the text
};

}  // namespace pylon::lint
