#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "judge/transcript.hpp"

namespace pylon {
namespace {

std::string without_marks(const std::string& text, bool attribute) {
  std::string out;
  for (const char each : shown_lines(text)) {
    switch (each) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += attribute ? "&#10;" : "\n";
        break;
      case '\t':
        out += attribute ? "&#9;" : "\t";
        break;
      default:
        out += each;
    }
  }
  return out;
}

}  // namespace

std::uint64_t magnitude(std::int64_t number) {
  return static_cast<std::uint64_t>(number < 0 ? -number : number);
}

std::string signed_thousands(std::int64_t number) {
  if (number == 0) return "0";
  return (number < 0 ? "-" : "+") + with_thousands(magnitude(number));
}

std::optional<double> per_cent(std::int64_t delta, std::uint64_t whole) {
  if (whole == 0) return std::nullopt;
  const double share = 100.0 * static_cast<double>(delta) / static_cast<double>(whole);
  return std::round(share * 10) / 10;
}

std::string paint(bool colours, const char* code, const std::string& text) {
  return colours ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

const char* result_word(int exit_code) {
  return exit_code == 0 ? "pass" : exit_code == 1 ? "fail" : "undecided";
}

std::string frame_word(const Frame& frame) {
  return frame.name.empty() ? fmt::format("function {}", frame.index.value_or(0)) : frame.name;
}

std::string xml_text(const std::string& text) { return without_marks(text, false); }

std::string xml_attribute(const std::string& text) { return without_marks(text, true); }

std::string markdown_cell(std::string_view text) {
  std::string result;
  for (const char letter : shown_lines(text)) {
    if (letter == '<') {
      result += "&lt;";
      continue;
    }
    if (letter == '|' || letter == '*' || letter == '_' || letter == '`' || letter == '\\' || letter == '[') {
      result += '\\';
    }
    result += letter == '\n' ? ' ' : letter;
  }
  return result;
}

std::string markdown_code(std::string_view text) {
  // A code span knows no escapes: it is fenced by more backticks than it holds. A table's bar must be escaped
  // even there.
  std::string result;
  std::size_t longest = 0, run = 0;
  for (const char letter : shown_lines(text)) {
    run = letter == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
    if (letter == '|') result += '\\';
    result += letter == '\n' ? ' ' : letter;
  }
  const std::string fence(longest + 1, '`');
  return longest == 0 ? fence + result + fence : fence + " " + result + " " + fence;
}

std::string markdown_folded(const std::string& title, const std::string& body) {
  return fmt::format("\n<details><summary>{}</summary>\n\n{}\n</details>\n", title, body);
}

}  // namespace pylon
