// c_tokens: all words of C but those that no configuration compiles.
#include <span>

#include "lint/c_tokens.hpp"

namespace pylon::lint {
namespace {

// Which parts no configuration compiles.
class Conditionals {
 public:
  // `line`: the words of a preprocessor line after its "#". False: it is not a conditional one.
  bool read(std::span<const Token> line) {
    if (line.empty()) return false;
    const std::string_view word = line.front().text;
    if (word == "if" || word == "ifdef" || word == "ifndef") {
      const int value = word == "if" ? constant(line.subspan(1)) : -1;
      levels_.push_back({value != 0, value == 1});
      dead_ += value == 0 ? 1U : 0U;
    } else if (word == "elif" || word == "else" || word == "elifdef" || word == "elifndef") {
      change(word == "elif" ? constant(line.subspan(1)) : word == "else" ? 1 : -1);
    } else if (word == "endif") {
      if (levels_.empty()) return true;
      dead_ -= levels_.back().live ? 0U : 1U;
      levels_.pop_back();
    } else {
      return false;
    }
    return true;
  }
  bool live() const { return dead_ == 0; }

 private:
  struct Level {
    bool live;     // this branch may be compiled
    bool decided;  // a branch up to here is always compiled: no later one ever is
  };

  void change(int value) {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    dead_ -= level.live ? 0U : 1U;
    level.live = !level.decided && value != 0;
    level.decided = level.decided || value == 1;
    dead_ += level.live ? 0U : 1U;
  }

  // 0, 1, or -1 where it depends.
  static int constant(std::span<const Token> line) {
    while (line.size() > 2 && line.front().is("(") && line.back().is(")"))
      line = line.subspan(1, line.size() - 2);
    if (line.size() != 1) return -1;
    return line.front().is("0") || line.front().is("false")  ? 0
           : line.front().is("1") || line.front().is("true") ? 1
                                                             : -1;
  }

  std::vector<Level> levels_;
  std::size_t dead_ = 0;  // of the levels
};

}  // namespace

CTokens c_tokens(std::string_view source) {
  CTokens tokens = all_c_tokens(source);
  Conditionals conditionals;
  std::vector<Token> kept;
  kept.reserve(tokens.list.size());
  const std::vector<Token>& all = tokens.list;
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (all[at].kind == TokenKind::kDirective) {
      std::size_t end = at + 1;
      std::vector<Token> line;
      for (; end < all.size() && all[end].kind != TokenKind::kLineEnd; ++end) {
        if (all[end].kind != TokenKind::kComment) line.push_back(all[end]);
      }
      if (conditionals.read(line)) {
        at = end;
        continue;
      }
    }
    if (conditionals.live()) kept.push_back(all[at]);
  }
  tokens.list = std::move(kept);
  return tokens;
}

}  // namespace pylon::lint
