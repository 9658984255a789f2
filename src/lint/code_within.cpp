#include "lint/code_within.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/rules.hpp"

namespace pylon::lint {
namespace {

// "```" or "~~~", as long as it is, after spaces and the marks of quotes; empty: the line is no fence.
std::string_view fence_of(std::string_view line) {
  const std::size_t start = std::min(line.find_first_not_of(" \t>"), line.size());
  line.remove_prefix(start);
  if (line.empty() || (line.front() != '`' && line.front() != '~')) return {};
  const std::size_t size = std::min(line.find_first_not_of(line.front()), line.size());
  return size < 3 ? std::string_view() : line.substr(0, size);
}

std::string_view language_word(std::string_view after) {
  const std::size_t start = std::min(after.find_first_not_of(" \t{."), after.size());
  after.remove_prefix(start);
  return after.substr(0, after.find_first_of(" \t\r,{}:"));
}

// Runs of backticks: what stands between one and the next of the same length is code.
struct Run {
  std::size_t at = 0, size = 0;
  std::size_t next = std::string_view::npos;  // the next one of its length
};

std::vector<Run> runs_in(std::string_view line) {
  std::vector<Run> runs;
  std::map<std::size_t, std::size_t> last;  // by length
  for (std::size_t at = line.find('`'); at != std::string_view::npos; at = line.find('`', at)) {
    const std::size_t size = std::min(line.find_first_not_of('`', at), line.size()) - at;
    if (const auto before = last.find(size); before != last.end()) runs[before->second].next = runs.size();
    last[size] = runs.size();
    runs.push_back({at, size});
    at += size;
  }
  return runs;
}

void add_inline_code(std::string_view line, std::size_t offset, std::vector<Piece>& pieces) {
  const std::vector<Run> runs = runs_in(line);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (runs[i].next == std::string_view::npos) continue;
    const std::size_t open = runs[i].at + runs[i].size;
    const std::string_view code = line.substr(open, runs[runs[i].next].at - open);
    const bool python = code.starts_with("import ") || code.starts_with("from ");
    pieces.push_back({python ? Language::kPython : Language::kShell, code, offset + open});
    i = runs[i].next;
  }
}

// How much of a line is no command: all of it, or what stands before a value or a recipe.
std::size_t not_command(std::string_view line, bool recipe) {
  const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
  if (recipe) return std::min(line.find_first_not_of(" \t@-+", first), line.size());
  if (line.substr(first).starts_with("#")) return line.size();
  const std::size_t equals = line.find('='), colon = line.find(':');
  // `target: ; command`: a semicolon without a colon before it is in quotes, or make would not read the line.
  const std::size_t semicolon = colon == std::string_view::npos ? colon : line.find(';', colon);
  const std::size_t before = std::min(equals, semicolon);
  return before == std::string_view::npos ? line.size() : before + 1;
}

// The character that begins the lines of recipes after a line `.RECIPEPREFIX = X`; none where it is another
// line.
std::optional<char> recipe_prefix(std::string_view line) {
  constexpr std::string_view kName = ".RECIPEPREFIX";
  if (!line.starts_with(kName)) return std::nullopt;
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos ||
      line.substr(0, equals).find_first_not_of(" \t:?+", kName.size()) != std::string_view::npos)
    return std::nullopt;
  const std::size_t value = line.find_first_not_of(" \t\r", equals + 1);
  return value == std::string_view::npos ? '\t' : line[value];
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

// What `$(shell A)` runs, as a command of its own beside the one that it stands in. (`${shell A}` is read as
// the words that it has.)
void shell_functions(std::string_view command, std::size_t offset, Pieces& pieces) {
  constexpr std::string_view kShell = "$(shell ";
  for (std::size_t at = command.find(kShell); at != std::string_view::npos; at = command.find(kShell, at)) {
    const std::size_t first = at + kShell.size();
    std::size_t end = first;
    for (std::size_t depth = 1; end < command.size(); ++end) {
      depth += command[end] == '(' ? 1U : 0U;
      if (command[end] == ')' && --depth == 0) break;
    }
    if (end == command.size()) return;  // it is not closed, and none of the rest is
    std::string own(command.substr(first, end - first));
    translate(own);
    pieces.list.push_back({Language::kShell, pieces.texts.emplace_back(std::move(own)), offset + first});
    at = end;
  }
}

}  // namespace

std::vector<Piece> markdown_code(std::string_view text) {
  std::vector<Piece> pieces;
  std::string_view fence;  // that is open
  Language language = Language::kText;
  std::size_t start = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::string_view mark = fence_of(line);
    if (!fence.empty()) {
      if (!mark.empty() && mark.front() == fence.front() && mark.size() >= fence.size()) {
        pieces.push_back({language, text.substr(start, at - start), start});
        fence = {};
      }
    } else if (!mark.empty()) {
      fence = mark;
      language = language_of_block(
          language_word(line.substr(static_cast<std::size_t>(mark.data() - line.data()) + mark.size())));
      start = std::min(end + 1, text.size());
    } else {
      add_inline_code(line, at, pieces);
    }
    at = end + 1;
  }
  if (!fence.empty()) pieces.push_back({language, text.substr(start), start});
  return pieces;
}

void make_commands(std::string_view text, std::size_t offset, Pieces& pieces) {
  std::string script(text);
  bool continued = false;  // the line before ends in a backslash, and is a command
  bool defined = false;    // in a `define`
  char prefix = '\t';
  std::vector<std::size_t> starts;  // of commands: each line of a recipe has a shell of its own
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::string_view word = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    const bool ends = defined && word.starts_with("endef");
    const bool begins = word.starts_with("define ") || word.starts_with("override define ");
    const std::optional<char> other = continued ? std::nullopt : recipe_prefix(line);
    prefix = other.value_or(prefix);
    const bool recipe = !line.empty() && line.front() == prefix;
    std::size_t blank = 0;
    if (!continued) starts.push_back(at);
    if (begins || ends || other) {
      blank = line.size();
    } else if (!continued) {
      blank = not_command(line.substr(recipe ? 1 : 0), defined || recipe) + (recipe ? 1 : 0);
    }
    std::fill_n(script.begin() + static_cast<std::ptrdiff_t>(at), blank, ' ');
    defined = begins || (defined && !ends);
    continued = blank < line.size() && line.substr(0, line.find_last_not_of('\r') + 1).ends_with('\\');
    at = end + 1;
  }
  translate(script);
  const std::string_view all = pieces.texts.emplace_back(std::move(script));
  if (mentions(text, ".ONESHELL")) starts = {0};
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : all.size();
    const std::string_view command = all.substr(starts[i], end - starts[i]);
    const std::size_t first = command.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) continue;
    pieces.list.push_back({Language::kShell, command, offset + starts[i]});
    shell_functions(text.substr(starts[i] + first, end - starts[i] - first), offset + starts[i] + first,
                    pieces);
  }
}

}  // namespace pylon::lint
