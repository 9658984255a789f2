#include "lint/c_tokens.hpp"

#include <algorithm>
#include <cctype>

namespace pylon::lint {
namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_name_start(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' || (c & '\x80') != 0;
}
bool is_name_part(char c) { return is_name_start(c) || is_digit(c); }

class Reader {
 public:
  explicit Reader(std::string_view source) : source_(source) {}

  CTokens read() {
    while (skip_blank()) take();
    end_directive(source_.size());
    return std::move(tokens_);
  }

 private:
  // Past the line ends after a backslash that begin at `at`; spaces between the two are let pass, as by gcc
  // and clang.
  std::size_t joined(std::size_t at) const {
    while (at < source_.size() && (source_[at] == '\\' || is_trigraph_backslash(at))) {
      std::size_t end = at + (source_[at] == '\\' ? 1 : 3);
      while (end < source_.size() &&
             std::string_view(" \t\r\v\f").find(source_[end]) != std::string_view::npos)
        ++end;
      if (end >= source_.size() || source_[end] != '\n') break;
      at = end + 1;
    }
    return at;
  }

  // `??/` is a backslash where trigraphs are on, as in strict C17 (CPython is compiled so), and two
  // characters of a comment where they are off: there it joins nothing, so that no line is hidden.
  bool is_trigraph_backslash(std::size_t at) const {
    return !in_line_comment_ && source_[at] == '?' && source_.substr(at, 3) == "?\?/";
  }

  // The character at `at_`, lines joined, and the one after it; '\0' at the end.
  char here() {
    at_ = joined(at_);
    return at_ < source_.size() ? source_[at_] : '\0';
  }
  char after() {
    here();
    const std::size_t next = joined(at_ + 1);
    return next < source_.size() ? source_[next] : '\0';
  }
  bool at_end() {
    here();
    return at_ >= source_.size();
  }

  void end_directive(std::size_t offset) {
    if (in_directive_) tokens_.list.push_back({TokenKind::kLineEnd, {}, offset, 0});
    in_directive_ = false;
  }

  // False at the end of the text.
  bool skip_blank() {
    while (!at_end()) {
      const char c = here();
      if (c == '\n') {
        end_directive(at_);
        line_start_ = true;
      } else if (std::string_view(" \t\r\v\f").find(c) == std::string_view::npos) {
        return true;
      }
      ++at_;
    }
    return false;
  }

  void add(TokenKind kind, std::size_t start) {
    const std::size_t end = std::min(at_, source_.size());
    std::string_view text = source_.substr(start, end - start);
    const bool backslash =
        text.find('\\') != std::string_view::npos || text.find("?\?/") != std::string_view::npos;
    if (backslash && text.find('\n') != std::string_view::npos && kind != TokenKind::kComment && !raw_) {
      std::string whole;
      for (std::size_t at = joined(start); at < end; at = joined(at + 1)) whole += source_[at];
      text = tokens_.joined.emplace_front(std::move(whole));
    }
    tokens_.list.push_back({kind, text, start, end - start});
  }

  void take() {
    const std::size_t start = at_;
    const char c = here();
    raw_ = false;
    if (c == '/' && (after() == '/' || after() == '*')) {
      take_comment(start);
      return;
    }
    const Spelling spelling = other_spelling();
    if (c == '#' && line_start_) {
      ++at_;
      in_directive_ = true;
      add(TokenKind::kDirective, start);
    } else if (spelling.size > 0) {
      const bool directive = line_start_ && spelling.text == "#";
      in_directive_ = in_directive_ || directive;
      at_ += spelling.size;
      tokens_.list.push_back(
          {directive ? TokenKind::kDirective : TokenKind::kPunctuation, spelling.text, start, spelling.size});
    } else if (is_name_start(c)) {
      take_name(start);
    } else if (is_digit(c) || (c == '.' && is_digit(after()))) {
      take_number(start);
    } else if (c == '"' || c == '\'') {
      take_quoted(start);
    } else {
      take_punctuation(start);
    }
    line_start_ = false;
  }

  struct Spelling {
    std::string_view text{};
    std::size_t size = 0;  // of what is written for it; 0: it is not one of these
  };

  // A digraph or a trigraph at `at_`, and what it stands for.
  Spelling other_spelling() const {
    struct Row {
      std::string_view written, text;
    };
    static constexpr Row kRows[]{{"%:", "#"},   {"<:", "["},   {":>", "]"},   {"<%", "{"},   {"%>", "}"},
                                 {"?\?=", "#"}, {"?\?(", "["}, {"?\?)", "]"}, {"?\?<", "{"}, {"?\?>", "}"},
                                 {"?\?!", "|"}, {"?\?'", "^"}, {"?\?-", "~"}};
    const char c = source_[at_];
    if (c != '%' && c != '<' && c != ':' && c != '?') return {};
    const std::string_view rest = source_.substr(at_);
    // C++: of `<::` the first two are no bracket, but in `<:::` and `<::>`.
    if (rest.starts_with("<::") && (rest.size() < 4 || (rest[3] != ':' && rest[3] != '>'))) return {};
    for (const Row& row : kRows) {
      if (rest.starts_with(row.written)) return {row.text, row.written.size()};
    }
    return {};
  }

  void take_comment(std::size_t start) {
    const bool block = after() == '*';
    at_ = joined(at_ + 1) + 1;
    if (block) {
      while (!at_end() && !(here() == '*' && after() == '/')) ++at_;
      if (!at_end()) at_ = joined(at_ + 1) + 1;
    } else {
      in_line_comment_ = true;
      while (!at_end() && here() != '\n') ++at_;
      in_line_comment_ = false;
    }
    add(TokenKind::kComment, start);
  }

  void take_name(std::size_t start) {
    std::string word;
    for (; !at_end() && is_name_part(here()); ++at_) {
      if (word.size() < 4) word += source_[at_];  // enough to tell a prefix
    }
    const bool quote = !at_end() && (here() == '"' || here() == '\'');
    static constexpr std::string_view kPrefixes[] = {"L", "u", "U", "u8", "R", "LR", "uR", "UR", "u8R"};
    if (quote && std::ranges::find(kPrefixes, word) != std::end(kPrefixes)) {
      if (word.back() == 'R' && here() == '"') {
        take_raw_string(start);
        return;
      }
      if (word.back() != 'R') {
        take_quoted(start);
        return;
      }
    }
    add(TokenKind::kName, start);
  }

  void take_number(std::size_t start) {
    char last = '\0';
    while (!at_end()) {
      const char c = here();
      const bool sign =
          (c == '+' || c == '-') && std::string_view("eEpP").find(last) != std::string_view::npos;
      const bool separator = c == '\'' && is_name_part(after());
      if (!sign && !separator && !is_name_part(c) && c != '.') break;
      last = c;
      ++at_;
    }
    add(TokenKind::kNumber, start);
  }

  // "text"_suffix of C++ is one word, and so are "text"s and "text"sv of its library.
  void skip_suffix() {
    const std::size_t before = at_;
    std::string suffix;
    for (; !at_end() && is_name_part(here()); ++at_) suffix += here();
    if (!suffix.starts_with('_') && suffix != "s" && suffix != "sv") at_ = before;
  }

  // A literal that its line does not close is none.
  void take_quoted(std::size_t start) {
    const char quote = here();
    ++at_;
    while (!at_end() && here() != quote && here() != '\n') {
      if (here() == '\\') ++at_;
      if (!at_end() && here() != '\n') ++at_;
    }
    const bool closed = !at_end() && here() == quote;
    if (closed) {
      ++at_;
      skip_suffix();
    }
    const TokenKind kind = quote == '"' ? TokenKind::kString : TokenKind::kCharacter;
    add(closed ? kind : TokenKind::kPunctuation, start);
  }

  // R"mark( … )mark": nothing is joined in there.
  void take_raw_string(std::size_t start) {
    const std::size_t mark = at_ + 1;
    const std::size_t open = source_.find('(', mark);
    const bool opened = open != std::string_view::npos && open - mark <= 16;
    const std::string end = opened ? ")" + std::string(source_.substr(mark, open - mark)) + "\"" : "";
    const std::size_t close = opened ? source_.find(end, open) : std::string_view::npos;
    at_ = close == std::string_view::npos ? source_.size() : close + end.size();
    raw_ = true;
    if (close != std::string_view::npos) skip_suffix();
    add(close == std::string_view::npos ? TokenKind::kPunctuation : TokenKind::kString, start);
  }

  void take_punctuation(std::size_t start) {
    const char c = here();
    const bool two = (c == '-' && after() == '>') || (c == ':' && after() == ':');
    if (two) at_ = joined(at_ + 1);
    ++at_;
    add(TokenKind::kPunctuation, start);
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool line_start_ = true;
  bool in_directive_ = false;
  bool raw_ = false;
  bool in_line_comment_ = false;
  CTokens tokens_;
};

}  // namespace

CTokens all_c_tokens(std::string_view source) { return Reader(source).read(); }

std::string_view c_string_body(std::string_view literal) {
  const std::size_t open = literal.find('"');
  if (open == std::string_view::npos) return {};
  const bool raw = open > 0 && literal[open - 1] == 'R';
  std::size_t first = open + 1;
  std::size_t last = literal.rfind('"');
  if (raw) {
    first = std::min(literal.find('(', open), literal.size() - 1) + 1;
    last = literal.rfind(')');
  }
  return last == std::string_view::npos || last < first ? std::string_view()
                                                        : literal.substr(first, last - first);
}

}  // namespace pylon::lint
