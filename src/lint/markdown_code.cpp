#include "lint/markdown_code.hpp"

#include <algorithm>
#include <map>

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

}  // namespace pylon::lint
