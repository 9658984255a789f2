#include "cli/help.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace pylon::cli {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kNameColumn = 14;

// What comes before the first full stop, colon or semicolon.
std::string gist(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool mark = text[i] == '.' || text[i] == ':' || text[i] == ';';
    if (mark && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n')) return text.substr(0, i);
  }
  return text;
}

}  // namespace

std::string HelpFormatter::make_subcommand(const CLI::App* verb) const {
  const std::string about = wrap(gist(verb->get_description()), kWidth - kNameColumn);
  std::string text;
  for (const std::string& line : split_lines(about)) {
    text += fmt::format("  {:<{}}{}\n", text.empty() ? verb->get_display_name() : "", kNameColumn - 2, line);
  }
  return text;
}

std::string HelpFormatter::make_description(const CLI::App* verb) const {
  const std::string text = wrap(verb->get_description(), kWidth);
  return text.empty() ? text : text + "\n";
}

}  // namespace pylon::cli
