#include "lint/suppression.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/python_tokens.hpp"
#include "base/text.hpp"
#include "lint/c_tokens.hpp"
#include "lint/rules.hpp"

namespace pylon::lint {
namespace {

constexpr std::string_view kMark = "pylon-lint:";
constexpr std::string_view kLeads = "#/*-<!;%";  // what comments begin with

std::string_view trimmed(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t\r"), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

std::string_view line_around(std::string_view text, std::size_t at) {
  const std::size_t start = text.substr(0, at).rfind('\n') + 1;
  return text.substr(start, text.find('\n', at) - start);
}

// The places of the comments of C and Python, in order.
std::vector<Token> comments_of(Language language, std::string_view text) {
  std::vector<Token> comments;
  if (language == Language::kC) {
    for (const Token& token : c_tokens(text).list) {
      if (token.kind == TokenKind::kComment) comments.push_back({token.kind, {}, token.offset, token.size});
    }
  } else {
    PythonTokens tokens(text);
    for (Token token = tokens.next(); token.kind != TokenKind::kEnd; token = tokens.next()) {
      if (token.kind == TokenKind::kComment) comments.push_back(token);
    }
  }
  return comments;
}

// Whether only the beginning of a comment stands before the mark at `at`, after code or not.
bool begins_comment(Language language, std::string_view text, std::size_t at) {
  const std::size_t start = text.substr(0, at).rfind('\n') + 1;
  const std::string_view before = trimmed(text.substr(start, at - start));
  if (before.empty()) return false;
  if (language == Language::kMarkdown && before.ends_with("<!--")) return true;
  return kLeads.find(before.back()) != std::string_view::npos;
}

bool in_comment(const std::vector<Token>& comments, std::size_t at) {
  const auto after = std::ranges::upper_bound(comments, at, {}, &Token::offset);
  return after != comments.begin() && at < std::prev(after)->end();
}

// The last line that the suppression at `at` holds for: the one after its comment.
std::size_t last_line(std::string_view text, std::size_t at, std::size_t line) {
  std::size_t next = text.find('\n', at);
  while (next != std::string_view::npos && next + 1 < text.size()) {
    ++line;
    const std::string_view whole = trimmed(line_around(text, next + 1));
    const bool comment = whole.starts_with("//") || whole.starts_with("# ") || whole.starts_with("* ") ||
                         whole.starts_with("*/");
    if (!comment || mentions(whole, kMark)) break;
    next = text.find('\n', next + 1);
  }
  return line;
}

Suppression read(std::string_view text, std::size_t at, std::size_t line, Problems& problems) {
  Suppression found;
  std::string_view words = text.substr(at, text.find('\n', at) - at);
  words = words.substr(0, std::min(words.find("*/"), words.find("-->")));
  words = trimmed(words);
  found.offset = at;
  found.size = words.size();
  found.first_line = line;
  found.last_line = last_line(text, at, line);
  words = trimmed(words.substr(kMark.size()));
  const std::string wrong = words.starts_with("allow ")
                                ? read_allowance(words.substr(6), found.rules, found.reason)
                                : "after pylon-lint and its colon comes: allow RULE: REASON";
  if (!wrong.empty()) problems.push_back({{}, line, wrong});
  return found;
}

}  // namespace

std::string read_allowance(std::string_view text, std::vector<std::string>& rules_named,
                           std::string& reason) {
  const std::size_t colon = text.find(':');
  std::string list(text.substr(0, colon));
  std::ranges::replace(list, ',', ' ');
  rules_named = split_words(list);
  std::vector<std::string> known;
  for (const Rule& rule : rules()) known.emplace_back(rule.id);
  for (const std::string& rule : rules_named) {
    if (rule_of(rule) != nullptr) continue;
    const std::string nearest = nearest_word(rule, known);
    return fmt::format(
        "there is no rule {}{}", rule,
        nearest.empty() ? "; the rules are " + join(known, ", ") : "; did you mean " + nearest + "?");
  }
  if (rules_named.empty()) return "it names no rule: allow RULE: REASON";
  reason = colon == std::string_view::npos ? "" : std::string(trimmed(text.substr(colon + 1)));
  return reason.empty() ? fmt::format("it gives no reason: allow {}: REASON", join(rules_named, ", ")) : "";
}

Suppressions suppressions_of(Language language, std::string_view text) {
  Suppressions found;
  if (!mentions(text, kMark)) return found;
  std::vector<Token> comments;
  const bool has_tokens = language == Language::kC || language == Language::kPython;
  if (has_tokens) comments = comments_of(language, text);
  std::size_t line = 1;
  std::size_t counted = 0;
  for (std::size_t at = 0; (at = text.find(kMark, at)) != std::string_view::npos; at += kMark.size()) {
    line += static_cast<std::size_t>(std::ranges::count(text.substr(counted, at - counted), '\n'));
    counted = at;
    if (!begins_comment(language, text, at) || (has_tokens && !in_comment(comments, at))) continue;
    Suppression one = read(text, at, line, found.problems);
    if (!one.reason.empty()) found.list.push_back(std::move(one));
  }
  return found;
}

}  // namespace pylon::lint
