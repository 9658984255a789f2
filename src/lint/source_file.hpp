// A file as lint looks at it: its language, and the pieces of code that it holds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pylon::lint {

enum class Language {
  kText,
  kC,
  kPython,
  kShell,
  kMarkdown,
  kJson,
  kSetup
};  // kSetup: Setup.local of CPython

// By the path's last part, or by the first line (#!).
Language language_of(std::string_view path, std::string_view text);

// By the word after the ``` of a Markdown block ("c++", "sh", "py", …); kText where it says nothing.
Language language_of_block(std::string_view word);

// What has a rule that reads it: the whole file, or each code block and inline code of a Markdown file.
struct Piece {
  Language language = Language::kText;
  std::string_view text;   // lies in the file's text
  std::size_t offset = 0;  // in there
};

std::vector<Piece> pieces_of(Language language, std::string_view text);

// What git takes for binary: a zero byte in the first 8000.
bool is_binary(std::string_view text);

}  // namespace pylon::lint
