#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "judge/transcript.hpp"

namespace pylon {

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

std::string columns_text(const std::vector<std::vector<std::string>>& lines,
                         const std::vector<std::size_t>& right, std::string_view indent) {
  std::vector<std::size_t> width;
  for (const auto& line : lines) {
    width.resize(std::max(width.size(), line.size()));
    for (std::size_t i = 0; i < line.size(); ++i) width[i] = std::max(width[i], line[i].size());
  }
  std::string text;
  for (const auto& line : lines) {
    std::string out(indent);
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool flush_right = std::ranges::find(right, i) != right.end();
      out += fmt::format(fmt::runtime(flush_right ? "{:>{}}  " : "{:<{}}  "), line[i], width[i]);
    }
    text += out.substr(0, out.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

const char* result_word(int exit_code) {
  return exit_code == 0 ? "pass" : exit_code == 1 ? "fail" : "undecided";
}

std::string frame_word(const Frame& frame) {
  return frame.name.empty() ? fmt::format("function {}", frame.index.value_or(0)) : frame.name;
}

std::string xml_text(const std::string& text) {
  return replaced(shown_lines(text), {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}});
}

std::string xml_attribute(const std::string& text) {
  return replaced(xml_text(text), {{'\n', "&#10;"}, {'\t', "&#9;"}});
}

std::string markdown_cell(std::string_view text) {
  return replaced(shown_lines(text), {{'<', "&lt;"},
                                      {'|', "\\|"},
                                      {'*', "\\*"},
                                      {'_', "\\_"},
                                      {'`', "\\`"},
                                      {'\\', "\\\\"},
                                      {'[', "\\["},
                                      {'\n', " "}});
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
