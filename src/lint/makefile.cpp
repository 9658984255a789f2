#include "lint/makefile.hpp"

#include <algorithm>
#include <string>

namespace pylon::lint {
namespace {

// How much of a line is no command: all of it, or what stands before a value or a recipe.
std::size_t not_command(std::string_view line, bool recipe) {
  const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
  if (recipe) return std::min(line.find_first_not_of(" \t@-+", first), line.size());
  const std::size_t equals = line.find('=');
  const std::size_t semicolon = line.find(';');
  const std::size_t before = std::min(equals, semicolon);  // `target: ; command`, or a variable
  if (before == std::string_view::npos || line.substr(first).starts_with("#")) return line.size();
  return before + 1;
}

// In make's own words `$(A)` is what `${A}` is; a shell would run A.
void translate(std::string& script) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at + 1 < script.size(); ++at) {
    if (script[at] == '\n' && (at == 0 || script[at - 1] != '\\')) depth = 0;
    if (script[at] == '$' && script[at + 1] == '$') {
      script[at] = '\\';
      ++at;
    } else if (script[at] == '$' && script[at + 1] == '(') {
      script[++at] = '{';
      ++depth;
    } else if (script[at] == '(' && depth > 0) {
      script[at] = '{';
      ++depth;
    } else if (script[at] == ')' && depth > 0) {
      script[at] = '}';
      --depth;
    }
  }
  if (depth > 0 && script.ends_with(')')) script.back() = '}';
}

}  // namespace

void make_commands(std::string_view text, std::size_t offset, Pieces& pieces) {
  std::string script(text);
  bool continued = false;  // the line before ends in a backslash, and is a command
  bool defined = false;    // in a `define`
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::string_view word = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    const bool ends = defined && word.starts_with("endef");
    const bool begins = word.starts_with("define ") || word.starts_with("override define ");
    std::size_t blank = 0;
    if (begins || ends) {
      blank = line.size();
    } else if (!continued) {
      blank = not_command(line, defined || line.starts_with('\t'));
    }
    std::fill_n(script.begin() + static_cast<std::ptrdiff_t>(at), blank, ' ');
    defined = begins || (defined && !ends);
    continued = blank < line.size() && line.substr(0, line.find_last_not_of('\r') + 1).ends_with('\\');
    at = end + 1;
  }
  translate(script);
  pieces.list.push_back({Language::kShell, pieces.texts.emplace_back(std::move(script)), offset});
}

}  // namespace pylon::lint
