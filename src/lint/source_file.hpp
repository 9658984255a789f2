// A file as lint looks at it: its language, and the pieces of code that it holds.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pylon::lint {

enum class Language {
  kText,
  kC,
  kPython,
  kCython,
  kShell,
  kMarkdown,
  kJson,
  kYaml,
  kMake,
  kSetup
};  // kSetup: Setup.local of CPython

// By the path's last part, or by the first line (#!). Suffixes count in either case; those of templates
// (`.in`, `.src`, …) are passed over: `x.c.in` is C.
Language language_of(std::string_view path, std::string_view text);

// By the word after the ``` of a Markdown block ("c++", "sh", "py", …); kText where it says nothing.
Language language_of_block(std::string_view word);

// Whether other files include it: what it defines is seen in there.
bool is_header(std::string_view path);

// What has a rule that reads it: the whole file; each code block and inline code of a Markdown file; the
// commands in a YAML file or Makefile, as shell.
struct Piece {
  Language language = Language::kText;
  std::string_view text;   // lies in the file's text, or in Pieces::texts
  std::size_t offset = 0;  // of it in the file's text
};

struct Pieces {
  std::vector<Piece> list;
  // Text that the file writes in another way: with escapes, or line by line. It is never longer than in the
  // file, so a place in it is one in the file too, some characters early where escapes stand before it.
  std::deque<std::string> texts;
};

Pieces pieces_of(Language language, std::string_view text);

// Without the byte order mark of UTF-8 that some editors begin a file with.
std::string_view without_mark(std::string_view text);

// What git takes for binary: a zero byte in the first 8000.
bool is_binary(std::string_view text);

// The lines of a text, found once: places are told from it in time that does not grow with the text.
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

// Source files that are no UTF-8: editors on Windows write UTF-16, and compilers there read it.
enum class Encoding { kUtf8, kUtf16Little, kUtf16Big, kUtf32Little, kUtf32Big };

// By the byte order mark; UTF-16 without one is known by the zero bytes that its ASCII characters have.
Encoding encoding_of(std::string_view text);

// "UTF-16" and the like, for messages.
const char* name_of(Encoding encoding);

// The text in UTF-8, a byte order mark too. None when it is not of this encoding after all.
std::optional<std::string> decoded(std::string_view text, Encoding encoding);

// The other way round; `text` is what decoded() gave, or that with edits. Error when it is no UTF-8.
std::string encoded(std::string_view text, Encoding encoding);

}  // namespace pylon::lint
