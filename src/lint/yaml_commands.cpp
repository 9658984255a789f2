#include "lint/yaml_commands.hpp"

#include <algorithm>
#include <string>

namespace pylon::lint {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// A list that is open: where its dashes stand, and its items that are scalars.
struct List {
  std::size_t indent = 0;
  std::size_t first = 0, last = 0;  // of the items, with the first dash
  std::vector<std::size_t> dashes;
  bool code = false;    // an item is `-c`
  bool scalars = true;  // all items are
};

class Reader {
 public:
  Reader(std::string_view text, std::size_t offset, Pieces& pieces)
      : text_(text), offset_(offset), pieces_(pieces) {}

  void read() {
    while (at_ < text_.size()) read_line();
    close_lists(0);
  }

 private:
  std::size_t line_end(std::size_t at) const { return std::min(text_.find('\n', at), text_.size()); }
  std::size_t after_blanks(std::size_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at;
  }
  bool ends_line(std::size_t at) const {
    return at >= text_.size() || text_[at] == '\n' || text_[at] == '\r' || text_[at] == '#';
  }

  // Past "key:" when one is at `at`; else the same place.
  std::size_t after_key(std::size_t at, std::size_t end) const {
    constexpr std::size_t kLongestKey = 128;
    const bool quoted = at < end && (text_[at] == '"' || text_[at] == '\'');
    for (std::size_t k = at; k < std::min(end, at + kLongestKey); ++k) {
      if (!quoted && std::string_view("\"'();{}[]|&").find(text_[k]) != kNone) return at;
      if (text_[k] == ':' && k > at && (k + 1 >= end || text_[k + 1] == ' ' || text_[k + 1] == '\r')) {
        if (quoted && text_[k - 1] != text_[at]) continue;
        return after_blanks(k + 1);
      }
    }
    return at;
  }

  void read_line() {
    const std::size_t start = at_;
    const std::size_t end = line_end(start);
    std::size_t at = after_blanks(start);
    if (ends_line(at)) {
      at_ = end + 1;
      return;
    }
    std::size_t indent = at - start;
    bool item = false;
    close_lists(indent + 1);
    while (at < end && text_[at] == '-' && (at + 1 == end || text_[at + 1] == ' ')) {
      if (item) lists_.back().scalars = false;
      if (lists_.empty() || lists_.back().indent != indent) lists_.push_back({indent, at, at, {}});
      lists_.back().dashes.push_back(at);
      at = std::min(after_blanks(at + 1), end);
      indent = at - start;
      item = true;
    }
    const std::size_t value = std::min(after_key(at, end), end);
    if (!item) close_lists(indent);
    if (item && value != at) lists_.back().scalars = false;
    // What goes on in the next lines stands further right than the key, or than the dash.
    const std::size_t parent = value != at || !item ? indent : lists_.back().indent;
    const std::string_view word = text_.substr(value, end - value);
    at_ = std::max(read_value(value, end, parent), end + 1);
    if (!item || !lists_.back().scalars) return;
    lists_.back().last = std::min(at_, text_.size());
    lists_.back().code = lists_.back().code || word == "-c" || word == "\"-c\"" || word == "'-c'";
  }

  // Reads the value at `at`; after it.
  std::size_t read_value(std::size_t at, std::size_t end, std::size_t parent) {
    while (at < end && (text_[at] == '&' || text_[at] == '!'))  // an anchor, a tag
      at = after_blanks(std::min(text_.find(' ', at), end));
    if (ends_line(at)) return end;
    const char c = text_[at];
    if (c == '|' || c == '>') return read_block(end, parent, c == '>');
    if (c == '"' || c == '\'') return read_quoted(at);
    if (c == '[' || c == '{') return read_flow(at);
    return read_plain(at, end, parent);
  }

  // After the lines from `at` on that stand further right than `parent`.
  std::size_t deeper_lines_end(std::size_t at, std::size_t parent) const {
    while (at < text_.size()) {
      const std::size_t first = after_blanks(at);
      const bool blank = first >= text_.size() || text_[first] == '\n' || text_[first] == '\r';
      if (!blank && first - at <= parent) break;
      at = line_end(at) + 1;
    }
    return std::min(at, text_.size());
  }

  // The lines joined as YAML joins them: a line end is a space, but for one beside an empty line.
  static void fold(std::string& script) {
    for (std::size_t at = 0; at + 1 < script.size(); ++at) {
      const bool beside = script[at + 1] == '\n' || (at > 0 && script[at - 1] == '\n');
      if (script[at] == '\n' && !beside) script[at] = ' ';
    }
  }

  std::size_t read_block(std::size_t end, std::size_t parent, bool folded) {
    const std::size_t start = std::min(end + 1, text_.size());
    const std::size_t last = deeper_lines_end(start, parent);
    std::string script(text_.substr(start, last - start));
    // The indentation becomes tabs, which end no here document.
    for (std::size_t at = 0; at < script.size(); at = std::min(script.find('\n', at), script.size()) + 1) {
      for (std::size_t k = at; k < script.size() && script[k] == ' '; ++k) script[k] = '\t';
    }
    if (folded) fold(script);
    add(std::move(script), start);
    return last;
  }

  std::size_t read_plain(std::size_t at, std::size_t end, std::size_t parent) {
    const std::size_t last = std::max(end, deeper_lines_end(std::min(end + 1, text_.size()), parent));
    // A line that looks like a key ends the value: it was none of it.
    const bool more = last > end + 1 &&
                      after_key(after_blanks(end + 1), line_end(end + 1)) == after_blanks(end + 1) &&
                      text_[after_blanks(end + 1)] != '-';
    const std::size_t stop = more ? last : end;
    std::string script(text_.substr(at, stop - at));
    fold(script);
    add(std::move(script), at);
    return stop;
  }

  std::size_t read_quoted(std::size_t at) {
    const char quote = text_[at];
    std::string script;
    std::size_t k = at + 1;
    for (; k < text_.size(); ++k) {
      const bool escape = quote == '"' ? text_[k] == '\\' && k + 1 < text_.size()
                                       : text_[k] == '\'' && text_.substr(k, 2) == "''";
      if (escape) {
        ++k;
        script += text_[k] == 'n' && quote == '"' ? '\n' : text_[k];
      } else if (text_[k] == quote) {
        break;
      } else {
        script += text_[k] == '\n' ? ' ' : text_[k];
      }
    }
    add(std::move(script), at + 1);
    return line_end(std::min(k, text_.size()));
  }

  // `[a, "b"]`, `{a: b}`: as one command, its quotes as they are.
  std::size_t read_flow(std::size_t at) {
    std::string script;
    std::size_t depth = 0;
    std::size_t k = at;
    for (char quote = '\0'; k < text_.size(); ++k) {
      const char c = text_[k];
      const bool bracket = quote == '\0' && std::string_view("[]{}").find(c) != kNone;
      if (bracket && (c == '[' || c == '{')) ++depth;
      if (bracket && (c == ']' || c == '}')) --depth;
      if (quote != '\0' ? c == quote : c == '"' || c == '\'') quote = quote == '\0' ? c : '\0';
      const bool escaped = quote == '"' && c == '\\' && k + 1 < text_.size();
      script += bracket || (quote == '\0' && (c == ',' || c == '\n')) ? ' ' : c;
      if (escaped) script += text_[++k];
      if (bracket && depth == 0) break;
    }
    add_command(std::move(script), at);
    return line_end(std::min(k, text_.size()));
  }

  // Lists that stand at `indent` or further right are closed.
  void close_lists(std::size_t indent) {
    while (!lists_.empty() && lists_.back().indent >= indent) {
      if (lists_.back().code && lists_.back().scalars) add_list(lists_.back());
      lists_.pop_back();
    }
  }

  // A line for each item, as one command: what stands between two dashes is a word, in quotes.
  void add_list(const List& list) {
    std::string script(text_.substr(list.first, list.last - list.first));
    for (std::size_t i = 0; i < list.dashes.size(); ++i) {
      const std::size_t dash = list.dashes[i] - list.first;
      const std::size_t next = i + 1 < list.dashes.size() ? list.dashes[i + 1] - list.first : script.size();
      std::size_t word = std::min(script.find_first_not_of(' ', dash + 1), next);
      script[dash] = ' ';
      const bool block = word < next && (script[word] == '|' || script[word] == '>');
      if (block) word = std::min(script.find('\n', word), next);
      if (block)
        std::fill(script.begin() + static_cast<std::ptrdiff_t>(dash),
                  script.begin() + static_cast<std::ptrdiff_t>(word), ' ');
      std::size_t last = next;
      while (last > word && std::string_view(" \n\r").find(script[last - 1]) != kNone) --last;
      const std::string_view content = std::string_view(script).substr(word, last - word);
      const char quote = content.find('\'') == kNone ? '\'' : '"';
      const bool plain = !content.empty() && content[0] != '"' && content[0] != '\'';
      // Backslashes before quotes would change its length.
      const bool fits = plain && content.find(quote) == kNone && word > dash;
      std::fill(script.begin() + static_cast<std::ptrdiff_t>(last),
                script.begin() + static_cast<std::ptrdiff_t>(next), ' ');
      if (!fits) continue;
      script[word - (block ? 0U : 1U)] = quote;
      if (last < script.size()) script[last] = quote;
    }
    add_command(std::move(script), list.first);
  }

  // Arguments alone do not say what runs them.
  void add_command(std::string script, std::size_t at) {
    const std::string_view text = script;
    const std::size_t first = std::min(text.find_first_not_of(" \"'"), text.size());
    const std::size_t last = std::min(text.find_first_of(" \"'\n", first), text.size());
    const bool arguments = text.substr(first, last - first).ends_with(".wasm");
    if (!arguments) add(std::move(script), at);
  }

  void add(std::string script, std::size_t at) {
    pieces_.list.push_back({Language::kShell, pieces_.texts.emplace_back(std::move(script)), offset_ + at});
  }

  std::string_view text_;
  std::size_t offset_;
  Pieces& pieces_;
  std::size_t at_ = 0;
  std::vector<List> lists_;
};

}  // namespace

void yaml_commands(std::string_view text, std::size_t offset, Pieces& pieces) {
  Reader(text, offset, pieces).read();
}

}  // namespace pylon::lint
