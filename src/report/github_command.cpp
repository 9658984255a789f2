#include "report/github_command.hpp"

#include <fmt/format.h>

#include "base/shown.hpp"

namespace pylon {
namespace {

std::string data(const std::string& text) {
  std::string out;
  for (const char each : shown_lines(text)) {
    switch (each) {
      case '%':
        out += "%25";
        break;
      case '\r':
        out += "%0D";
        break;
      case '\n':
        out += "%0A";
        break;
      default:
        out += each;
    }
  }
  return out;
}

// In a property `:` and `,` would end it as well.
std::string property(const std::string& text) {
  std::string out;
  for (const char each : data(text)) {
    out += each == ':' ? "%3A" : each == ',' ? "%2C" : std::string(1, each);
  }
  return out;
}

}  // namespace

std::string github_command(const char* level, const GithubPlace& place, const std::string& title,
                           const std::string& message) {
  std::string where;
  if (!place.file.empty()) where = fmt::format("file={},line={},", property(place.file), place.line);
  if (place.column > 0)
    where += fmt::format("col={},endLine={},endColumn={},", place.column, place.end_line, place.end_column);
  return fmt::format("::{} {}title={}::{}\n", level, where, property(title), data(message));
}

}  // namespace pylon
