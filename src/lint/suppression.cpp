#include "lint/suppression.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/python_tokens.hpp"
#include "base/text.hpp"
#include "lint/c_tokens.hpp"
#include "lint/call.hpp"
#include "lint/rules.hpp"

namespace pylon::lint {

namespace {

constexpr std::string_view kMark = "pylon-lint:";
constexpr std::string_view kLeads = "#/*-<!;%";  // what comments begin with
// Bytes of one suppression. A reason is a sentence; without a bound a line of nothing but marks would be
// copied for each of them.
constexpr std::size_t kLongest = 2'000;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t\r"), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(" \t\r") + 1);
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
  const std::size_t last = text.substr(0, at).find_last_not_of(" \t\r");
  if (last == std::string_view::npos || text[last] == '\n') return false;
  if (language == Language::kMarkdown && text.substr(0, last + 1).ends_with("<!--")) return true;
  return kLeads.find(text[last]) != std::string_view::npos;
}

bool in_comment(const std::vector<Token>& comments, std::size_t at) {
  const auto after = std::ranges::upper_bound(comments, at, {}, &Token::offset);
  return after != comments.begin() && at < std::prev(after)->end();
}

// The last line that the suppressions in the line of `at`, which ends at `end`, hold for: the one after their
// comment.
std::size_t last_line(std::string_view text, std::size_t end, std::size_t line) {
  std::size_t next = end;
  while (next != std::string_view::npos && next + 1 < text.size()) {
    ++line;
    const std::size_t stop = std::min(text.find('\n', next + 1), text.size());
    const std::string_view whole = trimmed(text.substr(next + 1, stop - next - 1));
    const bool comment = whole.starts_with("//") || whole.starts_with("# ") || whole.starts_with("* ") ||
                         whole.starts_with("*/");
    if (!comment || mentions(whole, kMark)) break;
    next = stop;
  }
  return line;
}

// The line that the marks are in: looked at once for all of them.
struct Line {
  std::size_t number = 1;
  std::size_t end = 0;   // of it in the text; 0: not looked at
  std::size_t last = 1;  // where its suppressions hold to
};

// `words`: from the mark on, at most up to the next one.
Suppression read(std::string_view words, std::size_t at, const Line& line, Problems& problems) {
  Suppression found;
  words = words.substr(0, std::min(words.find("*/"), words.find("-->")));
  words = trimmed(words);
  found.offset = at;
  found.size = words.size();
  found.first_line = line.number;
  found.last_line = line.last;
  words = trimmed(words.substr(kMark.size()));
  const std::string wrong = words.starts_with("allow ")
                                ? read_allowance(words.substr(6), found.rules, found.reason)
                                : "after pylon-lint and its colon comes: allow RULE: REASON";
  if (!wrong.empty()) problems.push_back({{}, line.number, wrong});
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
    return fmt::format("there is no rule {}{}", quoted_part(rule),
                       did_you_mean_or_known(rule.substr(0, 80), known));
  }
  if (rules_named.empty()) return "it names no rule: allow RULE: REASON";
  reason = colon == std::string_view::npos ? "" : std::string(trimmed(text.substr(colon + 1)));
  return reason.empty() ? fmt::format("it gives no reason: allow {}: REASON", join(rules_named, ", ")) : "";
}

Suppressions suppressions_of(Language language, std::string_view text) {
  Suppressions found;
  if (!mentions(text, kMark)) return found;
  std::vector<Token> comments;
  const bool has_tokens =
      language == Language::kC || language == Language::kPython || language == Language::kCython;
  if (has_tokens) comments = comments_of(language, text);
  Line line;
  std::size_t counted = 0;
  for (std::size_t at = text.find(kMark); at != std::string_view::npos;) {
    const std::size_t next = text.find(kMark, at + kMark.size());
    const bool marks = begins_comment(language, text, at) && (!has_tokens || in_comment(comments, at));
    if (marks && at >= line.end) {
      line.number += static_cast<std::size_t>(std::ranges::count(text.substr(counted, at - counted), '\n'));
      counted = at;
      line.end = std::min(text.find('\n', at), text.size());
      line.last = last_line(text, line.end, line.number);
    }
    if (marks) {
      const std::size_t end = std::min({line.end, next, at + kLongest});
      Suppression one = read(text.substr(at, end - at), at, line, found.problems);
      if (!one.reason.empty()) found.list.push_back(std::move(one));
    }
    at = next;
  }
  return found;
}

Suppression* Suppressions::allowing(std::string_view rule, std::size_t line) {
  if (by_rule_.empty()) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      for (const std::string& each : list[i].rules) by_rule_[each].push_back(i);
    }
  }
  const auto found = by_rule_.find(rule);
  if (found == by_rule_.end()) return nullptr;
  // Both first and last lines rise with the place in the text.
  const auto at =
      std::ranges::lower_bound(found->second, line, {}, [&](std::size_t i) { return list[i].last_line; });
  return at != found->second.end() && list[*at].first_line <= line ? &list[*at] : nullptr;
}

namespace {

constexpr std::string_view kForm = "a line is: allow RULE in GLOB: REASON";

// What is wrong with the line, or "".
std::string read_line(std::string_view line, Allowance& entry) {
  const std::size_t in = line.find(" in ");
  const std::size_t colon = line.find(':');
  if (!line.starts_with("allow ") || in == std::string_view::npos || colon == std::string_view::npos ||
      colon < in)
    return std::string(kForm);
  const std::vector<std::string> glob = split_words(line.substr(in + 4, colon - in - 4));
  if (glob.size() != 1) return std::string(kForm);
  entry.glob = glob.front();
  const std::string names(line.substr(6, in - 6));
  const bool all = split_words(names) == std::vector<std::string>{"all"};
  const std::string wrong = read_allowance((all ? "capsule-null" : names) + std::string(line.substr(colon)),
                                           entry.rules, entry.reason);
  if (all) entry.rules.clear();
  return wrong;
}

// The first entry for the file at `path` that is `wanted`.
template <typename Wanted>
const Allowance* entry_for(AllowList& allowed, std::string_view path, Wanted wanted) {
  if (!path.starts_with(allowed.prefix)) return nullptr;
  path.remove_prefix(allowed.prefix.size());
  for (Allowance& entry : allowed.list) {
    if (!wanted(entry) || !glob_matches(entry.glob, path)) continue;
    entry.used = true;
    return &entry;
  }
  return nullptr;
}

}  // namespace

AllowList read_allow_list(std::string_view text, std::string path, Problems& problems) {
  AllowList allowed;
  allowed.prefix = path.substr(0, path.rfind('/') + 1);
  allowed.path = std::move(path);
  std::size_t number = 0;
  for (const std::string& line : split_lines(text)) {
    ++number;
    if (split_words(line).empty() || line.starts_with('#')) continue;
    Allowance entry;
    entry.line = number;
    if (const std::string wrong = read_line(line, entry); !wrong.empty()) {
      problems.push_back({allowed.path, number, wrong});
    } else {
      allowed.list.push_back(std::move(entry));
    }
  }
  return allowed;
}

const Allowance* left_out(AllowList& allowed, std::string_view path) {
  return entry_for(allowed, path, [](const Allowance& entry) { return entry.rules.empty(); });
}

const Allowance* allowance_for(AllowList& allowed, std::string_view rule, std::string_view path) {
  return entry_for(allowed, path, [&](const Allowance& entry) {
    return std::ranges::find(entry.rules, rule) != entry.rules.end();
  });
}

}  // namespace pylon::lint
