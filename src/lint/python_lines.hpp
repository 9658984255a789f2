// A Python source file as its logical lines: what is a statement, and what it is nested in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/token.hpp"

namespace pylon::lint {

struct PythonLine {
  std::size_t indent = 0;    // characters before the first word
  std::vector<Token> words;  // never empty; no comments
  std::size_t offset() const { return words.front().offset; }
  std::size_t end() const { return words.back().end(); }
  // The words without spaces between them, every string with ": def check(label,thunk,requires=()):
  std::string joined() const;
};

// Lines within brackets and strings belong to the line that they began in.
std::vector<PythonLine> python_lines(std::string_view source);

struct ImportedName {
  std::string name;        // dotted, as it is written
  std::size_t offset = 0;  // of its first word
  std::size_t size = 0;
};

// The names after `import`, and both those after `from` and after its `import`.
std::vector<ImportedName> imported_names(const std::vector<Token>& words);

}  // namespace pylon::lint
